namespace Hub.Core.Deliveries;

/// <summary>A message named by the number of its conversation, which bears the key, and its id.</summary>
/// <param name="Conversation">The conversation's short number.</param>
/// <param name="Message">The message's id.</param>
public sealed record NamedMessage(long Conversation, Guid Message);
