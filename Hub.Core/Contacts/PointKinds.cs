namespace Hub.Core.Contacts;

/// <summary>The kinds of contact points.</summary>
public static class PointKinds
{
    /// <summary>A mail address.</summary>
    public const string Email = "email";

    /// <summary>A phone number in E.164.</summary>
    public const string Phone = "phone";

    /// <summary>A fax machine: its number in E.164, or what it calls itself where no number is known.</summary>
    public const string Fax = "fax";

    /// <summary>A name that another system gives its customer.</summary>
    public const string External = "external";

    /// <summary>A Telegram user, by the numeric id that stays when names and numbers change.</summary>
    public const string Telegram = "telegram";

    /// <summary>A visitor of a web chat: a part of the hash of the secret that the visitor's browser keeps.</summary>
    public const string Visitor = "visitor";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Email, Phone, Fax, Telegram, External, Visitor];
}
