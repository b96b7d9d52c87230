using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Hub.Core.Channels;

namespace Hub.Channels.Telegram;

/// <summary>
/// Takes Telegram's calls: proven by the secret that it was told (core.telegram.org/bots/api#setwebhook, <c>secret_token</c>), answered after the commit.
/// The parts of an album come as calls of their own at the same time; they are answered together, once all of them are one message.
/// </summary>
internal sealed class TelegramHook(string? secret, TelegramTaker taker, TimeProvider time)
{
    private const string SecretHeader = "X-Telegram-Bot-Api-Secret-Token";
    private const int MaxBytes = 64 * 1024;

    private readonly byte[]? _secret = secret is null ? null : SHA256.HashData(Encoding.UTF8.GetBytes(secret));
    private readonly TelegramGatherings _gatherings = new(time);

    public async Task<WebhookAnswer> ReceiveAsync(IInboundChannel channel, WebhookRequest request, CancellationToken ct)
    {
        if (_secret is null || request.Path.Trim('/').Length > 0) return new WebhookAnswer(404, "There is nothing here.");
        if (request.Method != "POST") return new WebhookAnswer(405, "Updates are posted.");
        if (!IsGenuine(request.Headers)) return new WebhookAnswer(401, "The secret is missing or wrong.");
        if (request.Body.Length > MaxBytes) return new WebhookAnswer(413, "An update is at most 64 KiB.");
        if (Read(request.Body) is not { } update) return new WebhookAnswer(400, "This is no update of the Bot API.");
        if (update.Album is { } album) await _gatherings.JoinAsync(album, update, parts => TakeAlbumAsync(channel, parts), ct);
        else await taker.TakeAsync(channel, [update], ct);
        return new WebhookAnswer(200);
    }

    private async Task TakeAlbumAsync(IInboundChannel channel, IReadOnlyList<ArrivedUpdate> parts)
    {
        // others wait for it too: who hangs up ends it for nobody
        foreach (var message in TelegramAlbums.Divide(parts)) await taker.TakeAsync(channel, message, CancellationToken.None);
    }

    private bool IsGenuine(IReadOnlyDictionary<string, string> headers)
    {
        var shown = headers.FirstOrDefault(header => header.Key.Equals(SecretHeader, StringComparison.OrdinalIgnoreCase)).Value ?? "";
        // hashes are of one length, so neither the secret's length nor its beginning is told by time
        return CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(shown)), _secret);
    }

    private static ArrivedUpdate? Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = TelegramJson.MaxDepth - 2, AllowDuplicateProperties = false });
            return document.RootElement.ValueKind == JsonValueKind.Object ? TelegramReading.Update(document.RootElement.Clone()) : null;
        }
        catch (JsonException)
        {
            // nothing that Telegram sends: nothing of it is kept
            return null;
        }
    }
}
