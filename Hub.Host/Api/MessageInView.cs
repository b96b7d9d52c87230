using Hub.Core;
using Hub.Core.Arrivals;

namespace Hub.Host.Api;

/// <summary>What became of a message that came in.</summary>
/// <param name="Result"><c>created</c>, <c>appended</c>, <c>duplicate</c> or <c>quarantined</c>.</param>
/// <param name="MessageId">The message, or the quarantined input that it is kept as.</param>
/// <param name="ConversationId">The conversation that it is in; null while it is in quarantine.</param>
internal sealed record MessageInView(string Result, string MessageId, string? ConversationId)
{
    public static MessageInView Of(IntakeResult result) => result switch
    {
        IntakeResult.Created created => new("created", Ids.Text(created.MessageId), Ids.Text(created.ConversationId)),
        IntakeResult.Appended appended => new("appended", Ids.Text(appended.MessageId), Ids.Text(appended.ConversationId)),
        IntakeResult.Duplicate known => new("duplicate", Ids.Text(known.MessageId), known.ConversationId is { } id ? Ids.Text(id) : null),
        IntakeResult.Quarantined kept => new("quarantined", Ids.Text(kept.QuarantineId), null),
        _ => throw new ArgumentException($"A result of the kind {result.GetType().Name} is not foreseen.", nameof(result)),
    };

    /// <summary>201 for what is new, 200 for what was here, 202 for what is kept until somebody has looked at it.</summary>
    public static Answer AnswerOf(IntakeResult result) => Answer.Ok(Of(result), ApiJson.Default.MessageInView) with
    {
        Status = result switch
        {
            IntakeResult.Created or IntakeResult.Appended => 201,
            IntakeResult.Quarantined => 202,
            _ => 200,
        },
    };
}
