namespace Hub.Channels.Http;

/// <summary>The JSON of an inbound message, as posted. Unknown fields are refused: a misspelt one would be lost in silence.</summary>
internal sealed record HttpInput
{
    public string? ExternalId { get; init; }

    public required HttpInputSender From { get; init; }

    public string? Text { get; init; }

    public string? Html { get; init; }

    public string? Subject { get; init; }

    public string? Thread { get; init; }

    public string? At { get; init; }

    public IReadOnlyList<HttpInputFile>? Attachments { get; init; }
}

/// <summary>Who sent it.</summary>
internal sealed record HttpInputSender
{
    public required string Address { get; init; }

    public string? Name { get; init; }
}

/// <summary>A file of it.</summary>
internal sealed record HttpInputFile
{
    public required string Name { get; init; }

    public string? Type { get; init; }

    public required byte[] Base64 { get; init; }
}
