namespace Hub.Core.Routing;

/// <summary>Whether agents are asked, as stored and as the API names it.</summary>
public static class Acceptance
{
    /// <summary>The agent has it at once.</summary>
    public const string Automatic = "automatic";

    /// <summary>It is offered, and the agent accepts or rejects it.</summary>
    public const string Offer = "offer";

    /// <summary>Both.</summary>
    public static IReadOnlyList<string> All { get; } = [Automatic, Offer];
}
