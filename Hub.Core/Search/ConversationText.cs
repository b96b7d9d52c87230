namespace Hub.Core.Search;

/// <summary>What is to be found of a conversation.</summary>
public sealed record ConversationText
{
    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <summary>Its short number.</summary>
    public required long Number { get; init; }

    /// <summary>When it was last active, UTC milliseconds.</summary>
    public required long ActiveAt { get; init; }

    /// <summary>Number, subject, contact and addresses.</summary>
    public required string Text { get; init; }

    /// <summary>Whether <see cref="Text"/> may be other than when the index last took it in.</summary>
    public required bool Changed { get; init; }

    /// <summary>The messages that are new to the index.</summary>
    public required IReadOnlyList<MessageText> Messages { get; init; }
}
