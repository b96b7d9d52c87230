using Hub.Core.Channels;

namespace Hub.Core.Conversations;

/// <summary>What an agent or a system wants to say in a conversation.</summary>
public sealed record NewMessage
{
    /// <summary>The text; made from the HTML where there is none.</summary>
    public string? Text { get; init; }

    /// <summary>The HTML; only the sanitizer's output of it is stored and sent.</summary>
    public string? Html { get; init; }

    /// <summary>Another channel account than the one that the customer last wrote by.</summary>
    public string? Channel { get; init; }

    /// <summary>Other addresses than the customer's own.</summary>
    public IReadOnlyList<string> To { get; init; } = [];

    /// <summary>Further receivers, where the channel carries them.</summary>
    public IReadOnlyList<string> Cc { get; init; } = [];

    /// <summary>Hidden receivers, where the channel carries them.</summary>
    public IReadOnlyList<string> Bcc { get; init; } = [];

    /// <summary>The ids of uploads.</summary>
    public IReadOnlyList<Guid> Attachments { get; init; } = [];

    /// <summary>The approved text that it is made from, where the channel has such; <see cref="Text"/> then is what people here read of it.</summary>
    public MessageTemplate? Template { get; init; }

    /// <summary>A note to colleagues instead of a message to the customer.</summary>
    public bool Private { get; init; }

    /// <summary>What it is sent for, one of <see cref="Deliveries.SendPurpose"/>; null for an answer where an agent writes, else for a
    /// notice.</summary>
    public string? Purpose { get; init; }

    /// <summary>When to send it; at once where null.</summary>
    public DateTimeOffset? SendAt { get; init; }
}
