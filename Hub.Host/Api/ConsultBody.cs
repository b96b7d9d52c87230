using Hub.Core.Conversations;

namespace Hub.Host.Api;

/// <summary>Who is asked for advice, and what.</summary>
internal sealed record ConsultBody(Guid Agent, string Question)
{
    public Problem? Fault() => AdviceBody.TextFault("question", Question);

    /// <summary>The note that is left in the conversation; without words of any language but the writer's.</summary>
    public NewMessage Note(string to) => new() { Private = true, Text = $"? → {to}\n\n{Question}" };
}

/// <summary>The advice.</summary>
internal sealed record AdviceBody(string Text)
{
    private const int Longest = 4_000;

    public Problem? Fault() => TextFault("text", Text);

    public static Problem? TextFault(string field, string text) =>
        string.IsNullOrWhiteSpace(text) || text.Length > Longest ? Problem.Invalid(field, $"it has 1 to {Longest} characters") : null;
}
