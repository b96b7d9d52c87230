using Hub.Core.Conversations.Threading;

namespace Hub.Core.Conversations;

/// <summary>A message as it is stored and shown: what came in, what went out, or a private note.</summary>
public sealed record Message
{
    /// <summary>Its place in the order of arrival.</summary>
    public required long Seq { get; init; }

    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <summary>The conversation that it is in.</summary>
    public required Guid ConversationId { get; init; }

    /// <summary>One of <see cref="MessageDirection"/>.</summary>
    public required string Direction { get; init; }

    /// <summary>The channel account that it came or goes by.</summary>
    public required string Channel { get; init; }

    /// <summary>The contact who wrote it.</summary>
    public Guid? ContactId { get; init; }

    /// <summary>The agent who wrote it.</summary>
    public Guid? AgentId { get; init; }

    /// <summary>The writer's address.</summary>
    public string? FromAddress { get; init; }

    /// <summary>The writer's name.</summary>
    public string? FromName { get; init; }

    /// <summary>Whether the contact point that it came from was proven by a round trip.</summary>
    public bool Verified { get; init; }

    /// <summary>The subject.</summary>
    public string? Subject { get; init; }

    /// <summary>The text, or null where it is large and <see cref="BodyHash"/> names it.</summary>
    public string? Body { get; init; }

    /// <summary>The blob of the text.</summary>
    public string? BodyHash { get; init; }

    /// <summary>Which of the text is new (<see cref="Quoting.BodyParts"/>), or null where all of it is.</summary>
    public string? Parts { get; init; }

    /// <summary>The sanitized HTML, or null where there is none or it is large.</summary>
    public string? Html { get; init; }

    /// <summary>The blob of the HTML.</summary>
    public string? HtmlHash { get; init; }

    /// <summary>Which of the HTML is new (<see cref="Quoting.BodyParts"/>), or null where all of it is.</summary>
    public string? HtmlParts { get; init; }

    /// <summary>When it was written, UTC milliseconds.</summary>
    public long At { get; init; }

    /// <summary>Why it is in this conversation, one of <see cref="JoinReason"/>; null for what agents wrote in it.</summary>
    public string? JoinedBy { get; init; }

    /// <summary>The number of the conversation that <see cref="JoinedBy"/> speaks of: where it came from, or what it is linked to; null for none.</summary>
    public long? JoinedAbout { get; init; }

    /// <summary>How it fares, in the API's words.</summary>
    public required string State { get; init; }

    /// <summary>The address that it goes to, of one that goes out.</summary>
    public string? ToAddress { get; init; }

    /// <summary>What a reader should be warned of: words with a space between, or null.</summary>
    public string? Flags { get; init; }

    /// <summary>Whether the form in which it came is kept (see <see cref="MessageStore.FindOriginalAsync"/>).</summary>
    public bool HasOriginal { get; init; }

    /// <summary>What went wrong on its way, or null.</summary>
    public string? Error { get; init; }
}
