using Hub.Core.Conversations;
using Hub.Host.Desk.Reading;

namespace Hub.Host.Desk.Pages;

/// <summary>A conversation that is to be merged, or out of which messages are to be taken.</summary>
public sealed record ArrangeModel
{
    public required ShellModel Shell { get; init; }

    public required DeskPlace Place { get; init; }

    /// <summary>The conversation; null where there is none for this caller, or it was merged.</summary>
    public required Conversation? Conversation { get; init; }

    /// <summary>Its latest messages, oldest first.</summary>
    public required IReadOnlyList<Message> Messages { get; init; }

    /// <summary>The message that is chosen already.</summary>
    public required Guid? Chosen { get; init; }

    /// <summary>The contact's other conversations, the latest active first.</summary>
    public required IReadOnlyList<Conversation> Others { get; init; }
}
