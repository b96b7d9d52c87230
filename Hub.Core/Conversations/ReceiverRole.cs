namespace Hub.Core.Conversations;

/// <summary>As what a message names somebody.</summary>
public static class ReceiverRole
{
    /// <summary>It is written to.</summary>
    public const string To = "to";

    /// <summary>Gets a copy that everybody sees.</summary>
    public const string Cc = "cc";

    /// <summary>Gets a copy that nobody else sees.</summary>
    public const string Bcc = "bcc";

    /// <summary>The sender asks for answers to go there; used only when an agent picks it.</summary>
    public const string ReplyTo = "replyTo";
}
