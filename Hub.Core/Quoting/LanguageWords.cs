namespace Hub.Core.Quoting;

/// <summary>
/// The words that mail programs of a language put around what they quote, in lower case, with a bar between alternatives. One row of
/// <see cref="LanguageTable"/>.
/// </summary>
internal sealed record LanguageWords
{
    /// <summary>The labels of a quoted header: who wrote it.</summary>
    public required string From { get; init; }

    /// <summary>When it was written.</summary>
    public required string Sent { get; init; }

    /// <summary>To whom.</summary>
    public required string To { get; init; }

    /// <summary>What it is about.</summary>
    public required string Subject { get; init; }

    /// <summary>What a line that introduces a quote begins with, where it does not begin with the date.</summary>
    public string Openers { get; init; } = "";

    /// <summary>What such a line says the other did.</summary>
    public required string Wrote { get; init; }

    /// <summary>What stands between two rules above a message that is answered.</summary>
    public required string Original { get; init; }

    /// <summary>What stands between two rules, or before a colon, above a message that is forwarded.</summary>
    public required string Forwarded { get; init; }

    /// <summary>The line that a program puts under each message; a star for what it says of itself.</summary>
    public required string SentFrom { get; init; }

    /// <summary>What the subject of a forwarded message begins with, before a colon.</summary>
    public string ForwardTags { get; init; } = "";
}
