using System.Net;
using Hub.Host.Http;

namespace Hub.Host.Desk.Pictures;

/// <summary>
/// Fetches pictures that a mail names on other servers, so that the sender learns of the hub and not of the agent. It calls only where it may:
/// the address is looked at after the name was resolved, for each redirect anew, and the very address that was looked at is called (OWASP
/// Server-Side Request Forgery Prevention Cheat Sheet). It sends no cookie, no referrer and no credentials, and takes a picture only.
/// </summary>
internal sealed class PictureFetcher : IDisposable
{
    private const int MostRedirects = 3;
    private const int MostAtOnce = 16;
    private const int LowestOtherPort = 1024;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);
    private static readonly int[] UsualPorts = [80, 443];

    private readonly TimeProvider _time;
    private readonly SemaphoreSlim _room = new(MostAtOnce);
    private readonly HttpClient _client;

    /// <param name="time">Measures how long it may take.</param>
    /// <param name="mayCall">Which addresses it may call.</param>
    public PictureFetcher(TimeProvider time, Func<IPAddress, bool> mayCall)
    {
        _time = time;
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            ConnectCallback = new GuardedDial(mayCall).ConnectAsync,
            MaxConnectionsPerServer = 6,
            MaxResponseHeadersLength = 16,
            PooledConnectionLifetime = TimeSpan.FromMinutes(1),
        };
        _client = new HttpClient(handler, disposeHandler: true) { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>The picture at an address; null where there is none, or none that may be had.</summary>
    public async Task<Picture?> FetchAsync(Uri url, CancellationToken ct)
    {
        using var deadline = new CancellationTokenSource(Longest, _time);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, ct);
        var entered = false;
        try
        {
            await _room.WaitAsync(end.Token);
            entered = true;
            return await FollowAsync(url, end.Token);
        }
        catch (Exception error) when (error is HttpRequestException or IOException || (error is OperationCanceledException && !ct.IsCancellationRequested))
        {
            // whoever named it is no concern of the agent's: the place stays empty
            return null;
        }
        finally
        {
            if (entered) _room.Release();
        }
    }

    public void Dispose()
    {
        _client.Dispose();
        _room.Dispose();
    }

    private async Task<Picture?> FollowAsync(Uri url, CancellationToken ct)
    {
        for (var redirects = 0; redirects <= MostRedirects && MayAsk(url); redirects++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, url);
            request.Headers.Accept.ParseAdd("image/png, image/jpeg, image/gif, image/webp");
            using var answer = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
            if (answer.StatusCode == HttpStatusCode.OK) return await ReadAsync(answer.Content, ct);
            if ((int)answer.StatusCode is not (301 or 302 or 303 or 307 or 308) || answer.Headers.Location is not { } location) return null;
            url = new Uri(url, location);
        }

        return null;
    }

    private static bool MayAsk(Uri url) =>
        (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps) && url.UserInfo.Length == 0
        && (UsualPorts.Contains(url.Port) || url.Port >= LowestOtherPort);

    private static async Task<Picture?> ReadAsync(HttpContent content, CancellationToken ct)
    {
        if (content.Headers.ContentLength > Picture.MostBytes) return null;
        await using var stream = await content.ReadAsStreamAsync(ct);
        using var bytes = new MemoryStream();
        var piece = new byte[16 * 1024];
        for (int read; (read = await stream.ReadAsync(piece, ct)) > 0;)
        {
            if (bytes.Length + read > Picture.MostBytes) return null;
            bytes.Write(piece, 0, read);
        }

        return Picture.Of(bytes.GetBuffer().AsMemory(0, (int)bytes.Length));
    }
}
