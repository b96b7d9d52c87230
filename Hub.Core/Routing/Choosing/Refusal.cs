namespace Hub.Core.Routing.Choosing;

/// <summary>Why an agent could not have a conversation, as stored and as the API names it; the first that holds is told.</summary>
public static class Refusal
{
    /// <summary>The account is closed.</summary>
    public const string Disabled = "disabled";

    /// <summary>Not signed in.</summary>
    public const string Offline = "offline";

    /// <summary>Signed in, and takes nothing new.</summary>
    public const string NotAvailable = "notAvailable";

    /// <summary>Has declined it, or let it pass, a short while ago.</summary>
    public const string Declined = "declined";

    /// <summary>A skill that is asked for is missing or not strong enough.</summary>
    public const string Skill = "skill";

    /// <summary>Carries too much to have it as well.</summary>
    public const string Full = "full";

    /// <summary>It is kept for another agent.</summary>
    public const string Reserved = "reserved";

    /// <summary>Could have had it; another one came first.</summary>
    public const string Behind = "behind";
}
