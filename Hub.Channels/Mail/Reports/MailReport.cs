namespace Hub.Channels.Mail.Reports;

/// <summary>A mail that reports of another one. Nothing of it is proven: who believes it looks for a key of his own in it.</summary>
internal abstract record MailReport
{
    /// <summary>What it returns of the mail that it is about.</summary>
    public ReturnedMail Returned { get; init; } = ReturnedMail.Nothing;
}
