using Hub.Core.Conversations;

namespace Hub.Host.Desk.Reading;

/// <summary>A list of conversations.</summary>
public sealed record ListModel
{
    public required DeskPlace Place { get; init; }

    public required IReadOnlyList<Conversation> Rows { get; init; }

    /// <summary>The list's name where it is that of a queue.</summary>
    public required string? QueueName { get; init; }

    public required bool HasMore { get; init; }

    /// <summary>Whether the search cannot answer at present.</summary>
    public bool IsUnavailable { get; init; }

    /// <summary>The conversation that is open beside it.</summary>
    public Guid? Open { get; init; }
}
