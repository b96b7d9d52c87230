namespace Hub.Host.Demo.Stories;

/// <summary>Somebody who writes.</summary>
/// <param name="Name">The name beside the address.</param>
/// <param name="Signature">How they sign.</param>
/// <param name="Addressed">How they are addressed.</param>
/// <param name="Mailbox">What their address begins with.</param>
internal sealed record DemoPerson(string Name, string Signature, string Addressed, string Mailbox);
