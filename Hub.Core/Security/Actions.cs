namespace Hub.Core.Security;

/// <summary>The actions that code names beside the one of its route.</summary>
public static class Actions
{
    /// <summary>See and change conversations of every queue, not only of one's own.</summary>
    public const string EveryConversation = "conversations.all";

    /// <summary>Merge conversations, or move messages between them, whose customers differ.</summary>
    public const string AcrossContacts = "conversations.across";

    /// <summary>Write to somebody who has not written: begin a conversation. An agent may be without it whatever the role.</summary>
    public const string BeginContact = "messages.begin";

    /// <summary>Set one's own presence.</summary>
    public const string OwnPresence = "presence.own";

    /// <summary>Set anybody's presence.</summary>
    public const string AnyPresence = "presence.any";
}
