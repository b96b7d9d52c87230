using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Hub.Core;
using Hub.Core.Channels;
using Hub.Core.Deliveries;
using Hub.Core.Security;

namespace Hub.Channels.Twilio;

/// <summary>
/// Where Twilio fetches the files of an outgoing message: below the channel's hook, at an address that names the delivery, the file and a day, and
/// bears our mark upon them. Who has no such address gets nothing; after that day nobody does.
/// </summary>
internal sealed class MediaLinks(string channel, TwilioOptions options, IPublicLinks links, InstallationKey key, IOutboundContent content, TimeProvider time)
{
    public const string Root = "/media/";

    private const int MarkBytes = 16;
    private static readonly TimeSpan Life = TimeSpan.FromDays(1);

    private readonly byte[] _key = key.For("twilio-media:" + channel);

    /// <summary>The address of a file; null where the hub has none that Twilio can call.</summary>
    public Uri? AddressOf(Guid delivery, int place)
    {
        var until = (time.GetUtcNow() + Life).ToUnixTimeSeconds();
        var name = string.Create(CultureInfo.InvariantCulture, $"{Ids.Text(delivery)}/{place}/{until}");
        return links.Hook(channel, $"{Root}{name}/{Mark(name)}", options.IsLocal);
    }

    /// <summary>Answers a call for a file.</summary>
    public async Task<WebhookAnswer> ServeAsync(WebhookRequest request, CancellationToken ct)
    {
        if (request.Method != "GET") return new WebhookAnswer(405, "Files are fetched.");
        var parts = request.Path[Root.Length..].Split('/');
        if (parts is not [var delivery, var place, var until, var mark] || !IsOurs($"{delivery}/{place}/{until}", mark)) return new WebhookAnswer(403, "There is no such file for you.");
        if (long.Parse(until, CultureInfo.InvariantCulture) < time.GetUtcNow().ToUnixTimeSeconds()) return new WebhookAnswer(410, "The file is no longer here.");
        var message = await content.LoadAsync(Guid.Parse(delivery), 1, ct);
        if (message?.Attachments.ElementAtOrDefault(int.Parse(place, CultureInfo.InvariantCulture)) is not { } file || !MediaTypes.IsCarried(file.Type))
            return new WebhookAnswer(404, "The file is no longer here.");
        await using var stream = await file.OpenAsync(ct);
        using var bytes = new MemoryStream();
        await stream.CopyToAsync(bytes, ct);
        return new WebhookAnswer(200, ContentType: file.Type) { Bytes = bytes.ToArray() };
    }

    private bool IsOurs(string name, string mark) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Mark(name)), Encoding.UTF8.GetBytes(mark));

    private string Mark(string name) => Base64Url.EncodeToString(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(name)).AsSpan(0, MarkBytes));
}
