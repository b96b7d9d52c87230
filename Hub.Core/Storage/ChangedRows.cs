namespace Hub.Core.Storage;

/// <summary>How many rows a statement changed that went together with a later one.</summary>
public sealed class ChangedRows
{
    private int? _count;

    /// <summary>The number; known once a later statement has run.</summary>
    /// <exception cref="InvalidOperationException">No later statement has run yet.</exception>
    public int Count
    {
        get => _count ?? throw new InvalidOperationException("The statement has not run yet: it goes with the next one.");
        internal set => _count = value;
    }
}
