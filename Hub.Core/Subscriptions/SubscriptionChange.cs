namespace Hub.Core.Subscriptions;

/// <summary>What to change of a subscription; what is null stays.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="Url">Where events are posted.</param>
/// <param name="Kinds">What is posted; empty for everything.</param>
/// <param name="Enabled">Whether anything is posted.</param>
public sealed record SubscriptionChange(string? Name = null, string? Url = null, IReadOnlyList<string>? Kinds = null, bool? Enabled = null);
