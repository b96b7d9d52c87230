namespace Hub.Core.Agents;

/// <summary>Whether an agent can be given work, as stored and as the API names it.</summary>
public static class Presence
{
    /// <summary>Takes new conversations.</summary>
    public const string Available = "available";

    /// <summary>Works on what is there, takes nothing new.</summary>
    public const string Busy = "busy";

    /// <summary>Not at the desk.</summary>
    public const string Away = "away";

    /// <summary>Finishes the last conversation.</summary>
    public const string WrapUp = "wrapUp";

    /// <summary>Not signed in.</summary>
    public const string Offline = "offline";

    /// <summary>The reason of an agent whom the hub took for away, because offers passed unanswered.</summary>
    public const string NotResponding = "notResponding";

    /// <summary>Why somebody is away, as the desk offers it; an agent may give any other words.</summary>
    public static IReadOnlyList<string> Reasons { get; } = ["break", "lunch", "meeting", "training"];

    /// <summary>Every state.</summary>
    public static IReadOnlyList<string> All { get; } = [Available, Busy, Away, WrapUp, Offline];
}
