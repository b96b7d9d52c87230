namespace Hub.Host.Sandboxes.Twilio;

/// <summary>A message that the sandbox holds.</summary>
internal sealed class TwilioSandboxMessage
{
    public required string Sid { get; init; }

    public required string From { get; init; }

    public required string To { get; init; }

    public required string Body { get; init; }

    public required bool IsInbound { get; init; }

    public required DateTimeOffset At { get; init; }

    public string? MessagingServiceSid { get; init; }

    /// <summary>Where its status is reported; null for nowhere.</summary>
    public string? StatusCallback { get; init; }

    /// <summary>The template that it was made from, or null.</summary>
    public string? ContentSid { get; init; }

    /// <summary>Its files by their SIDs; what goes out names addresses, which the sandbox does not fetch.</summary>
    public IReadOnlyDictionary<string, (string Type, byte[] Content)> Media { get; init; } = new Dictionary<string, (string, byte[])>();

    /// <summary>The addresses of the files of one that goes out.</summary>
    public IReadOnlyList<string> MediaUrls { get; init; } = [];

    /// <summary>Fields that its webhook has beside the usual ones.</summary>
    public IReadOnlyDictionary<string, string> More { get; init; } = new Dictionary<string, string>();

    public string Status { get; set; } = "queued";

    public int? ErrorCode { get; set; }
}
