namespace Hub.Channels.Mail;

/// <summary>A mailbox as mail names it (RFC 5322 section 3.4): an address and the name shown beside it.</summary>
/// <param name="Name">The display name, decoded, or null.</param>
/// <param name="Address">The address, <c>local@domain</c>.</param>
public sealed record MailAddress(string? Name, string Address);
