namespace Hub.Host.Api;

/// <summary>Why an offer is not taken.</summary>
internal sealed record RejectBody(string? Reason = null)
{
    private const int LongestReason = 200;

    public Problem? Fault() => Input.LineFault(Reason, LongestReason) is { } reason ? Problem.Invalid("reason", reason) : null;
}
