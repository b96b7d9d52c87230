namespace Hub.Core.Conversations;

/// <summary>Which way a message goes.</summary>
public static class MessageDirection
{
    /// <summary>From a customer.</summary>
    public const string In = "in";

    /// <summary>To a customer.</summary>
    public const string Out = "out";

    /// <summary>To colleagues only.</summary>
    public const string Note = "note";
}
