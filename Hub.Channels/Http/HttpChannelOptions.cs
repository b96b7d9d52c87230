using System.ComponentModel.DataAnnotations;
using Hub.Core.Channels;

namespace Hub.Channels.Http;

/// <summary>A channel that any system speaks by HTTP: messages in through the API, answers out to a webhook or held for download.</summary>
public sealed class HttpChannelOptions : ChannelOptions
{
    /// <summary>The kind as written in the section.</summary>
    public const string KindName = "http";

    /// <summary>Where answers are posted.</summary>
    public HttpWebhookOptions Webhook { get; init; } = new();

    /// <summary>How long an answer that the webhook does not take is tried again before it has failed. Unit hours, default 72, range 1 to
    /// 168.</summary>
    [Range(1, 168)]
    public int RetryHours { get; init; } = 72;

    /// <summary>The most answers posted in a second. Default 50, range 1 to 1000.</summary>
    [Range(1, 1000)]
    public int MaxPerSecond { get; init; } = 50;

    /// <summary><see cref="RetryHours"/> as a duration.</summary>
    public TimeSpan Retry => TimeSpan.FromHours(RetryHours);
}
