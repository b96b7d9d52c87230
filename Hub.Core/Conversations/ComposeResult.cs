namespace Hub.Core.Conversations;

/// <summary>What became of a message to be written.</summary>
public abstract record ComposeResult
{
    private ComposeResult()
    {
    }

    /// <summary>It is written, and planned where it goes out.</summary>
    /// <param name="MessageId">The message.</param>
    /// <param name="ConversationId">Its conversation.</param>
    /// <param name="Written">What was written: the text made where there was none, the HTML sanitized.</param>
    public sealed record Done(Guid MessageId, Guid ConversationId, NewMessage Written) : ComposeResult;

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
