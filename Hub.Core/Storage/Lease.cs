namespace Hub.Core.Storage;

/// <summary>
/// The right to do work that must run once. The epoch grows with every change of owner and fences what the former owner still tries.
/// </summary>
/// <param name="name">What the lease is for, such as <c>reader:router</c>.</param>
/// <param name="epoch">Counts the owners.</param>
public sealed class Lease(string name, long epoch)
{
    private long _confirmedAt;

    /// <summary>What the lease is for, such as <c>reader:router</c>.</summary>
    public string Name { get; } = name;

    /// <summary>Counts the owners.</summary>
    public long Epoch { get; } = epoch;

    /// <summary>The monotonic clock just before the taking or renewal that succeeded last was sent.</summary>
    internal long ConfirmedAt
    {
        get => Volatile.Read(ref _confirmedAt);
        set => Volatile.Write(ref _confirmedAt, value);
    }
}
