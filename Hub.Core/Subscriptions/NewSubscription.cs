namespace Hub.Core.Subscriptions;

/// <summary>A subscription to add.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="Url">Where events are posted.</param>
/// <param name="Kinds">What is posted; empty for everything.</param>
/// <param name="Enabled">Whether it begins at once.</param>
public sealed record NewSubscription(string Name, string Url, IReadOnlyList<string> Kinds, bool Enabled);
