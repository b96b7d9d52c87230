namespace Hub.Channels.Fax;

/// <summary>What a gateway's mail says of the fax in it. All of it is what the calling machine or the gateway claims.</summary>
internal sealed record FaxMail
{
    /// <summary>The gateway's profile that knew the mail.</summary>
    public required string Profile { get; init; }

    /// <summary>The caller's number as the telephone network told it, or null.</summary>
    public string? Caller { get; init; }

    /// <summary>What the calling machine calls itself (CSID or TSI, ITU-T T.30 section 5.3.6.2): a number or a name, or null.</summary>
    public string? Station { get; init; }

    /// <summary>A name that the network told with the number, or null.</summary>
    public string? Name { get; init; }

    /// <summary>The number that was called, or null.</summary>
    public string? Called { get; init; }

    /// <summary>How many pages came, or null.</summary>
    public int? Pages { get; init; }

    /// <summary>The resolution in the gateway's words, or null.</summary>
    public string? Quality { get; init; }

    /// <summary>When it came, or null.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>No fax came: somebody called, and nothing was received.</summary>
    public bool IsFailed { get; init; }

    /// <summary>Only the beginning came.</summary>
    public bool IsPartial { get; init; }

    /// <summary>What went wrong in the gateway's words, or null.</summary>
    public string? Error { get; init; }
}
