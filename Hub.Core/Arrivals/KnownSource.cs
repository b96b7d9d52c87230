namespace Hub.Core.Arrivals;

/// <summary>What is held already under a source key.</summary>
/// <param name="MessageId">The message, or the quarantined input, that the arrival became.</param>
/// <param name="ConversationId">The message's conversation; null for a quarantined input.</param>
/// <param name="ContentHash">What tells a repetition from other content.</param>
internal sealed record KnownSource(Guid MessageId, Guid? ConversationId, string ContentHash);
