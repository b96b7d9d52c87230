namespace Hub.Core.Conversations;

/// <summary>What became of a change to a conversation.</summary>
public abstract record ChangeResult
{
    private ChangeResult()
    {
    }

    /// <summary>It was made; the conversation as it is now.</summary>
    public sealed record Done(Conversation Conversation) : ChangeResult;

    /// <summary>There is no such conversation for this caller.</summary>
    public sealed record NotFound : ChangeResult;

    /// <summary>It changed since the caller saw it; the conversation as it is now.</summary>
    public sealed record VersionDiffers(Conversation Conversation) : ChangeResult;

    /// <summary>It cannot be made.</summary>
    /// <param name="Field">The field at fault.</param>
    /// <param name="Reason">What is wrong with it.</param>
    public sealed record Refused(string Field, string Reason) : ChangeResult;
}
