using System.Text.Json.Serialization;

namespace Hub.Channels.Twilio;

/// <summary>A message as the API shows it; of its fields those that the hub reads.</summary>
internal sealed record TwilioMessage
{
    public required string Sid { get; init; }

    [JsonPropertyName("account_sid")]
    public string? AccountSid { get; init; }

    [JsonPropertyName("messaging_service_sid")]
    public string? MessagingServiceSid { get; init; }

    public string? From { get; init; }

    public string? To { get; init; }

    public string? Body { get; init; }

    /// <summary><c>inbound</c>, <c>outbound-api</c>, <c>outbound-reply</c> or <c>outbound-call</c>.</summary>
    public string? Direction { get; init; }

    public string? Status { get; init; }

    [JsonPropertyName("num_media")]
    public string? NumMedia { get; init; }

    [JsonPropertyName("error_code")]
    public int? ErrorCode { get; init; }

    /// <summary>RFC 2822.</summary>
    [JsonPropertyName("date_created")]
    public string? DateCreated { get; init; }

    /// <summary>RFC 2822; for an inbound one when it was received.</summary>
    [JsonPropertyName("date_sent")]
    public string? DateSent { get; init; }

    /// <summary>When it was sent, or made where that is not known.</summary>
    [JsonIgnore]
    public DateTimeOffset? At => TwilioTime.Read(DateSent) ?? TwilioTime.Read(DateCreated);
}

/// <summary>A page of messages.</summary>
internal sealed record TwilioMessagePage
{
    public IReadOnlyList<TwilioMessage> Messages { get; init; } = [];

    /// <summary>The path of the next page, or null.</summary>
    [JsonPropertyName("next_page_uri")]
    public string? NextPageUri { get; init; }
}

/// <summary>Which messages are listed.</summary>
/// <param name="To">Those to this address, or null.</param>
/// <param name="SentFrom">Those sent at this time or later.</param>
/// <param name="PageUri">A further page, as the one before named it; then the others do not count.</param>
internal sealed record TwilioMessageFilter(string? To, DateTimeOffset SentFrom, string? PageUri = null);
