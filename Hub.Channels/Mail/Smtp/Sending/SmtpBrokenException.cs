namespace Hub.Channels.Mail.Smtp.Sending;

/// <summary>The line to the server broke, time ran out, or what came was not SMTP.</summary>
/// <param name="cause">What happened, in a few words without addresses.</param>
/// <param name="inner">What it came from.</param>
internal sealed class SmtpBrokenException(string cause, Exception? inner = null) : Exception(cause, inner);
