namespace Hub.Core.Channels;

/// <summary>
/// A channel account at work. What else it can do is told by the other interfaces of this folder that it implements. One that keeps something
/// open implements <see cref="IAsyncDisposable"/>: it is disposed once it has been replaced or removed, and may still be asked until then.
/// </summary>
public interface IChannel
{
    /// <summary>The account as configured.</summary>
    ChannelAccount Account { get; }
}
