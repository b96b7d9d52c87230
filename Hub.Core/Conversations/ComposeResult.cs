namespace Hub.Core.Conversations;

/// <summary>What became of a message to be written.</summary>
public abstract record ComposeResult
{
    private ComposeResult()
    {
    }

    /// <summary>It is written, and planned where it goes out.</summary>
    public sealed record Done(Guid MessageId, Guid ConversationId) : ComposeResult;

    /// <summary>There is no such conversation for this caller.</summary>
    public sealed record NotFound : ComposeResult;

    /// <summary>The conversation changed since the caller saw it; as it is now.</summary>
    public sealed record VersionDiffers(Conversation Conversation) : ComposeResult;

    /// <summary>The contact has an open conversation on that channel, which has no threads.</summary>
    public sealed record AlreadyOpen(Guid ConversationId) : ComposeResult;

    /// <summary>It cannot be written.</summary>
    /// <param name="Field">The field at fault.</param>
    /// <param name="Reason">What is wrong with it.</param>
    public sealed record Refused(string Field, string Reason) : ComposeResult;
}
