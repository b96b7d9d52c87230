namespace Hub.Core.Arrivals;

/// <summary>An input as it arrived: what is kept when it cannot be handled.</summary>
/// <param name="Type">Its media type, such as <c>application/json</c> or <c>message/rfc822</c>.</param>
/// <param name="Content">Its bytes.</param>
/// <param name="ReceptionId">The id of this reception, for inputs that bear none themselves: an idempotency key, UIDVALIDITY and UID, or a
/// fresh one.</param>
public sealed record RawInput(string Type, ReadOnlyMemory<byte> Content, string ReceptionId)
{
    /// <summary>What of it is the same when it is offered again. Default: all of it.</summary>
    public ReadOnlyMemory<byte> Constant { get; init; } = Content;

    /// <summary>When it came, where that was before now, as in a mailbox.</summary>
    public DateTimeOffset? At { get; init; }
}
