namespace Hub.Core.Identities;

/// <summary>As whom a queue writes, and what stands below its agents' answers.</summary>
public sealed record QueueIdentity
{
    /// <summary>The longest text of a signature, in UTF-16 units.</summary>
    public const int LongestSignature = 2_000;

    /// <summary>The longest name beside an address, in UTF-16 units.</summary>
    public const int LongestName = 100;

    /// <summary>The most languages.</summary>
    public const int MostSignatures = 20;

    /// <summary>The most channel accounts.</summary>
    public const int MostSenders = 50;

    /// <summary>The accounts' own addresses, and nothing below.</summary>
    public static readonly QueueIdentity None = new();

    /// <summary>As whom it writes, at most once for each channel account; on those not named as the account itself.</summary>
    public IReadOnlyList<QueueSender> Senders { get; init; } = [];

    /// <summary>What stands below what agents write, by language; the first is for those who write in none of them.</summary>
    public IReadOnlyList<QueueSignature> Signatures { get; init; } = [];
}
