namespace Hub.Host.Unsubscribing;

/// <summary>The page of somebody who wants no more of what the hub sends by itself.</summary>
/// <param name="Purpose">What is sent, one of <see cref="Core.Deliveries.SendPurpose"/>; null where the address of the page is none of ours.</param>
/// <param name="IsDone">Whether it has ended; else the page asks first.</param>
public sealed record UnsubscribeModel(string? Purpose, bool IsDone);
