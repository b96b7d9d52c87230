using Hub.Core.Conversations;

namespace Hub.Host.Api;

/// <summary>To whom a conversation goes, and what they need to know: a queue by key or id, or an agent.</summary>
internal sealed record TransferBody(string Reason, string Summary, string? Queue = null, Guid? Agent = null)
{
    private const int LongestReason = 200;
    private const int LongestSummary = 4_000;

    public Problem? Fault() =>
        Input.LineFault(Reason, LongestReason) is { } reason ? Problem.Invalid("reason", reason)
        : string.IsNullOrWhiteSpace(Summary) || Summary.Length > LongestSummary ? Problem.Invalid("summary", $"it has 1 to {LongestSummary} characters: what the next one must not ask again")
        : Input.Given(Queue) is null == Agent is null ? Problem.Invalid("queue", "it goes either to a queue or to an agent")
        : null;

    /// <summary>The note that is left in the conversation; without words of any language but the writer's.</summary>
    public NewMessage Note(string to) => new() { Private = true, Text = $"→ {to}\n{Reason}\n\n{Summary}" };
}
