namespace Hub.Channels.Mail.Mime.Reading;

/// <summary>What reading one mail may cost: bounds on hostile input, far above what real mail needs.</summary>
internal static class MimeLimits
{
    /// <summary>Deepest nesting of multiparts that is taken apart; what lies deeper is one opaque file.</summary>
    public const int MaxDepth = 30;

    /// <summary>Most parts of one mail; a mail with more is unreadable.</summary>
    public const int MaxParts = 500;

    /// <summary>Largest header of a mail or a part, in bytes; beyond it the mail is unreadable.</summary>
    public const int MaxHeaderBytes = 256 * 1024;

    /// <summary>Most lines of one header.</summary>
    public const int MaxHeaderLines = 2_000;

    /// <summary>Most fields of one header.</summary>
    public const int MaxFields = 1_000;

    /// <summary>Largest field, in bytes. Of a longer list of receivers or references this much is read.</summary>
    public const int MaxFieldBytes = 64 * 1024;

    /// <summary>Longest boundary that is looked for, in bytes. RFC 2046 section 5.1.1 allows 70, some programs write more.</summary>
    public const int MaxBoundaryBytes = 256;

    /// <summary>Most addresses of one list.</summary>
    public const int MaxAddresses = 200;

    /// <summary>Longest address, in chars.</summary>
    public const int MaxAddressChars = 512;

    /// <summary>Most message ids that a mail is taken to refer to.</summary>
    public const int MaxReferences = 20;

    /// <summary>Longest message id, in chars: a line's length (RFC 5322 section 2.1.1).</summary>
    public const int MaxIdChars = 998;

    /// <summary>How much of the encoded bytes of all text parts, and as much again of all HTML parts, is decoded for display.</summary>
    public const int MaxTextBytes = 4 * 1024 * 1024;

    /// <summary>Longest encoded word, in chars. RFC 2047 section 2 allows 75, many programs put a whole subject into one.</summary>
    public const int MaxWordChars = 8 * 1024;
}
