namespace Hub.Core.Channels;

/// <summary>A channel that its provider calls at <c>/hooks/{channelId}</c> and below.</summary>
public interface IWebhookChannel : IChannel
{
    /// <summary>Checks the call's signature and takes what it brings; answers only after the commit.</summary>
    Task<WebhookAnswer> ReceiveAsync(WebhookRequest request, CancellationToken ct);
}
