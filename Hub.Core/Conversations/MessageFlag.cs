namespace Hub.Core.Conversations;

/// <summary>Warnings that the core itself puts on a message; channels add their own.</summary>
public static class MessageFlag
{
    /// <summary>Its provider's id came before with another content, so answers to that id may mean either.</summary>
    public const string IdReused = "idReused";
}
