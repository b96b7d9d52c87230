using System.Text.Json.Serialization;

namespace Hub.Channels.Http;

/// <summary>The JSON of a receipt, as posted to the channel's hook.</summary>
internal sealed record HttpReceiptInput
{
    public required Guid DeliveryId { get; init; }

    public required HttpReceiptState State { get; init; }

    public string? Detail { get; init; }
}

/// <summary>The states that a receipt may report; the names are those of <see cref="Core.Channels.ReceiptState"/>.</summary>
internal enum HttpReceiptState
{
    [JsonStringEnumMemberName("accepted")]
    Accepted,

    [JsonStringEnumMemberName("delayed")]
    Delayed,

    [JsonStringEnumMemberName("failed")]
    Failed,

    [JsonStringEnumMemberName("delivered")]
    Delivered,

    [JsonStringEnumMemberName("read")]
    Read,
}
