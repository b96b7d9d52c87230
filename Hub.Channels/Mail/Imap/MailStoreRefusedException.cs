namespace Hub.Channels.Mail.Imap;

/// <summary>The server refuses what is configured, or cannot be trusted: only a human can change that.</summary>
/// <param name="cause">What is refused, in a few words without addresses.</param>
/// <param name="inner">What it came from.</param>
internal sealed class MailStoreRefusedException(string cause, Exception? inner = null) : Exception(cause, inner);
