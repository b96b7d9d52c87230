namespace Hub.Core.Quoting;

/// <summary>What an element is, by how mail programs name theirs.</summary>
internal enum MarkupMark
{
    None,

    /// <summary>It quotes a message.</summary>
    Quote,

    /// <summary>It may quote a message, or only indent.</summary>
    Indent,

    /// <summary>The history begins with it, and goes on behind it.</summary>
    History,

    /// <summary>It is a signature.</summary>
    Signature,

    /// <summary>It is drawn below a rule.</summary>
    Rule,
}
