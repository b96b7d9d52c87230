namespace Hub.Core.Identities;

/// <summary>As whom a queue writes on a channel account.</summary>
/// <param name="Channel">The account's id.</param>
/// <param name="Address">One of the account's addresses (<see cref="Channels.ChannelAccount.Addresses"/>), canonical.</param>
/// <param name="Name">The name beside it; empty for the account's own.</param>
public sealed record QueueSender(string Channel, string Address, string Name);
