namespace Hub.Core.Conversations;

/// <summary>Somebody whom a message names beside its sender.</summary>
/// <param name="Role">One of <see cref="ReceiverRole"/>.</param>
/// <param name="Address">The address, canonical where it can be brought to that form.</param>
/// <param name="Name">The name given beside it, or null.</param>
public sealed record Receiver(string Role, string Address, string? Name = null);
