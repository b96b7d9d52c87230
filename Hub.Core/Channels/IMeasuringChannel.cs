namespace Hub.Core.Channels;

/// <summary>A channel that cuts texts into pieces, each of which is paid for.</summary>
public interface IMeasuringChannel : IChannel
{
    /// <summary>What a text would be. Pure: what is refused here is not sent either.</summary>
    TextMeasure Measure(string text);
}
