namespace Hub.Host.Desk.Reading;

/// <summary>The page of three panes.</summary>
public sealed record InboxModel
{
    public required ShellModel Shell { get; init; }

    public required ListModel List { get; init; }

    public ConversationModel? Conversation { get; init; }

    /// <summary>Whether a conversation was asked for that is not there for this user.</summary>
    public bool IsMissing { get; init; }
}
