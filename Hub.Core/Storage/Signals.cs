namespace Hub.Core.Storage;

/// <summary>One <see cref="Signal"/> per <see cref="Topic"/>. Pulsed after a commit of this process, and by other nodes' notices.</summary>
public sealed class Signals
{
    private readonly Signal[] _signals = [.. Enum.GetValues<Topic>().Select(_ => new Signal())];

    /// <summary>The signal of a topic.</summary>
    public Signal this[Topic topic] => _signals[(int)topic];
}
