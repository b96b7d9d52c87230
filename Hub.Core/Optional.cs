namespace Hub.Core;

/// <summary>A field of a change: absent, or a new value, which may be null where null means something.</summary>
public readonly record struct Optional<T>(T Value)
{
    /// <summary>Whether the field was given at all.</summary>
    public bool IsGiven { get; } = true;

    /// <summary>The new value, or the present one where none was given.</summary>
    public T Or(T present) => IsGiven ? Value : present;
}
