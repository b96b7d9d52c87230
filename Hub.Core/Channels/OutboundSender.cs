namespace Hub.Core.Channels;

/// <summary>As whom a message goes out.</summary>
/// <param name="Address">The address, canonical.</param>
/// <param name="Name">The name beside it; empty for the account's own.</param>
public sealed record OutboundSender(string Address, string Name);
