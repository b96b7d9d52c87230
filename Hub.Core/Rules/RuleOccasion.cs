namespace Hub.Core.Rules;

/// <summary>At what a rule looks, as stored and as the API names it.</summary>
public static class RuleOccasion
{
    /// <summary>The customer's message that begins a conversation.</summary>
    public const string Created = "created";

    /// <summary>Every message of a customer, that which begins a conversation among them.</summary>
    public const string Message = "message";

    /// <summary>Both.</summary>
    public static IReadOnlyList<string> All { get; } = [Created, Message];
}
