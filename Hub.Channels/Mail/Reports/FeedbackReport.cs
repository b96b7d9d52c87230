namespace Hub.Channels.Mail.Reports;

/// <summary>What a recipient thinks of a mail, told by the recipient's provider (RFC 5965).</summary>
/// <param name="Type">The kind of feedback in lower case, such as <c>abuse</c>.</param>
internal sealed record FeedbackReport(string Type) : MailReport
{
    /// <summary>The id of the envelope, or null.</summary>
    public string? EnvelopeId { get; init; }

    /// <summary>The return path of the mail, or null.</summary>
    public string? MailFrom { get; init; }

    /// <summary>To whom it went, where the provider tells that.</summary>
    public IReadOnlyList<string> Recipients { get; init; } = [];

    /// <summary>Whether the recipient does not want such mail: not so for one taken back, nor for what is said of signatures (RFC 6591).</summary>
    public bool IsComplaint => Type is not ("not-spam" or "auth-failure");
}
