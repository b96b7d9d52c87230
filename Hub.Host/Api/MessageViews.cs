using Hub.Core.Conversations;
using Hub.Core.Storage.Blobs;

namespace Hub.Host.Api;

/// <summary>Makes the shown form of messages: with their files, and with the bodies that are kept as blobs.</summary>
internal sealed class MessageViews(Bodies bodies, BlobAlarms alarms)
{
    /// <summary>Stands where a body should be that cannot be read.</summary>
    public const string Placeholder = "[This part of the message cannot be read at present. An alarm has been raised.]";

    /// <summary>The messages with their parts, in their order. One that cannot be read holds up no other.</summary>
    public async Task<IReadOnlyList<MessageView>> OfAsync(
        IReadOnlyList<Message> messages, MessageParts parts, CancellationToken ct)
    {
        var views = new List<MessageView>(messages.Count);
        foreach (var message in messages)
        {
            var text = await ReadAsync(message.Body, message.BodyHash, ct);
            var html = await ReadAsync(message.Html, message.HtmlHash, ct);
            views.Add(MessageView.Of(message, text, html, parts));
        }

        return views;
    }

    private async Task<string?> ReadAsync(string? inline, string? hash, CancellationToken ct)
    {
        try
        {
            return await bodies.ReadAsync(inline, hash, ct);
        }
        catch (BlobUnreadableException error)
        {
            await alarms.RaiseAsync(error, ct);
            return Placeholder;
        }
    }
}
