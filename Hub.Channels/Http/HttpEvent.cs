using System.Globalization;
using System.Text.Json;
using Hub.Core;
using Hub.Core.Channels;

namespace Hub.Channels.Http;

/// <summary>The JSON that the webhook is sent, and that a system without one fetches.</summary>
internal sealed record HttpEvent(
    string Id, string Type, string At, HttpEventConversation Conversation, HttpEventMessage Message, string To, string Thread,
    IReadOnlyList<HttpEventFile> Attachments)
{
    /// <summary>The event of a message, its files inside.</summary>
    public static async Task<byte[]> RenderAsync(OutboundMessage message, CancellationToken ct)
    {
        var files = new List<HttpEventFile>();
        foreach (var file in message.Attachments)
        {
            await using var stream = await file.OpenAsync(ct);
            using var bytes = new MemoryStream();
            await stream.CopyToAsync(bytes, ct);
            files.Add(new HttpEventFile(file.Name, file.Type, bytes.Length, bytes.ToArray()));
        }

        var at = message.At.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        var content = new HttpEvent(
            Ids.Text(message.DeliveryId), "message.created", at,
            new HttpEventConversation(Ids.Text(message.ConversationId), message.ConversationNumber),
            new HttpEventMessage(Ids.Text(message.MessageId), message.Text, message.Html, message.Subject, at, message.AgentName),
            message.To, message.Thread ?? message.Token, files);
        return JsonSerializer.SerializeToUtf8Bytes(content, HttpJson.Default.HttpEvent);
    }
}

/// <summary>The conversation that the message belongs to.</summary>
internal sealed record HttpEventConversation(string Id, long Number);

/// <summary>The message.</summary>
internal sealed record HttpEventMessage(string Id, string Text, string? Html, string? Subject, string At, string? Agent);

/// <summary>A file of the message.</summary>
internal sealed record HttpEventFile(string Name, string Type, long Size, byte[] Base64);
