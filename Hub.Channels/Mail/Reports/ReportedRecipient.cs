namespace Hub.Channels.Mail.Reports;

/// <summary>What a report says of one recipient (RFC 3464 section 2.3).</summary>
/// <param name="Address">Where the mail was to go in the end, or null where the report does not say.</param>
/// <param name="Action">What was done.</param>
/// <param name="Status">Why, as far as it says.</param>
internal sealed record ReportedRecipient(string? Address, ReportAction Action, StatusCode Status)
{
    /// <summary>The address that the sender had given (RFC 3461 section 4.2), or null where the report does not say.</summary>
    public string? Original { get; init; }

    /// <summary>What the server that refused it said, or null.</summary>
    public string? Diagnostic { get; init; }

    /// <summary>The status, made more exact by the diagnostic where it says nothing itself.</summary>
    public StatusCode Cause =>
        !Status.IsGeneric || Diagnostic is null ? Status
        : StatusCode.Find(Diagnostic) is { IsGeneric: false } code && code.Class == Status.Class ? code
        : BounceWords.Cause(Diagnostic) ?? Status;
}
