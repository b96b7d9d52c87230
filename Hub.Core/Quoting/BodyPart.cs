namespace Hub.Core.Quoting;

/// <summary>A stretch of a body.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Start">Where it begins, in chars.</param>
/// <param name="End">Where the next one begins.</param>
public readonly record struct BodyPart(PartKind Kind, int Start, int End)
{
    /// <summary>This stretch of a body, or as much of it as the body has.</summary>
    public string Of(string body) => body[Math.Min(Start, body.Length)..Math.Min(End, body.Length)];
}
