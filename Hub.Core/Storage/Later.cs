namespace Hub.Core.Storage;

/// <summary>What a statement answers that goes together with a later one of its session.</summary>
/// <typeparam name="T">The answer.</typeparam>
public sealed class Later<T>
{
    private T? _value;
    private bool _isKnown;

    /// <summary>The answer; known once a later statement has run.</summary>
    /// <exception cref="InvalidOperationException">No later statement has run yet.</exception>
    public T Value
    {
        get => _isKnown ? _value! : throw new InvalidOperationException("The statement has not run yet: it goes with the next one.");
        internal set => (_value, _isKnown) = (value, true);
    }
}
