namespace Hub.Core.Channels;

/// <summary>One configured account of a channel: a mailbox, a number, a bot, an API source. Its id is the key of its configuration section.</summary>
public sealed record ChannelAccount
{
    /// <summary>The id, as in <c>Channels:ID</c> and in every message's <c>channel</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The kind of channel, such as <c>http</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>What people call it.</summary>
    public required string Name { get; init; }

    /// <summary>The kind of contact point that its senders are (see <see cref="Contacts.PointKinds"/>).</summary>
    public required string PointKind { get; init; }

    /// <summary>Its own address, canonical for <see cref="PointKind"/>; null where it has none that customers write to.</summary>
    public string? Address { get; init; }

    /// <summary>Further addresses of its own, canonical: what is written to them is the account's, and queues may write from them.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary><see cref="Address"/> and <see cref="Aliases"/>.</summary>
    public IEnumerable<string> Addresses => Address is null ? Aliases : Aliases.Prepend(Address);

    /// <summary>The key of the queue that its new conversations enter, or null for none.</summary>
    public string? Queue { get; init; }

    /// <summary>What a conversation of it takes of an agent's capacity.</summary>
    public WorkCost Work { get; init; } = new();

    /// <summary>What it can carry and how fast.</summary>
    public ChannelCapabilities Capabilities { get; init; } = new();
}
