namespace Hub.Core.Rules;

/// <summary>What is done by itself with conversations that come in.</summary>
public sealed record Rule
{
    /// <summary>The most rules that a hub has.</summary>
    public const int Most = 200;

    /// <summary>The longest name, in UTF-16 units.</summary>
    public const int LongestName = 200;

    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <summary>What people call it.</summary>
    public required string Name { get; init; }

    /// <summary>Its place in the order in which rules look at a conversation, the lowest first.</summary>
    public required long Place { get; init; }

    /// <summary>Whether it is at work.</summary>
    public required bool Enabled { get; init; }

    /// <summary>At what it looks, one of <see cref="RuleOccasion"/>.</summary>
    public required string When { get; init; }

    /// <summary>Its conditions and what it does.</summary>
    public required RuleContent Content { get; init; }

    /// <summary>Grows with every change but that of its place.</summary>
    public required long Version { get; init; }

    /// <summary>When it was added, UTC milliseconds.</summary>
    public required long CreatedAt { get; init; }

    /// <summary>Who added it, as the journal names actors.</summary>
    public required string CreatedBy { get; init; }

    /// <summary>When it was changed last, UTC milliseconds.</summary>
    public required long ChangedAt { get; init; }

    /// <summary>Who changed it last.</summary>
    public required string ChangedBy { get; init; }

    /// <summary>How the journal names the rule where it acts.</summary>
    public string Actor => ActorOf(Id);

    internal static string ActorOf(Guid id) => "rule:" + Ids.Text(id);
}
