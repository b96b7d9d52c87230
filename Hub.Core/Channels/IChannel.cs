namespace Hub.Core.Channels;

/// <summary>A channel account at work. What else it can do is told by the other interfaces of this folder that it implements.</summary>
public interface IChannel
{
    /// <summary>The account as configured.</summary>
    ChannelAccount Account { get; }
}
