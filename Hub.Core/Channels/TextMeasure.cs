namespace Hub.Core.Channels;

/// <summary>What a channel makes of a text.</summary>
/// <param name="Encoding">The alphabet that it is written in, such as <c>GSM-7</c>.</param>
/// <param name="Segments">The pieces that it is cut into.</param>
/// <param name="Units">Its length in units of the alphabet.</param>
/// <param name="Remaining">What the last piece has left, in the same units.</param>
/// <param name="Fault">Why it is not sent, as the end of a sentence that begins with what it is; null where it is.</param>
public sealed record TextMeasure(string Encoding, int Segments, int Units, int Remaining, string? Fault);
