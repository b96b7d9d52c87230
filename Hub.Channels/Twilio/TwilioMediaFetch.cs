namespace Hub.Channels.Twilio;

/// <summary>
/// Fetches files. The API redirects to where they are kept: that is followed to Twilio's own hosts alone, without the account's credentials, and
/// never into a private network (<see cref="TwilioDial"/>).
/// </summary>
internal sealed class TwilioMediaFetch(TwilioOptions options, IHttpClientFactory clients, TimeProvider time)
{
    public const string ClientName = "hub.channels.twilio.media";

    private const int MostHops = 3;

    private static readonly string[] Keepers = ["twilio.com", "twiliocdn.com", "s3.amazonaws.com", "s3-external-1.amazonaws.com"];
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public async Task<TwilioAnswer<TwilioContent>> FetchAsync(Uri address, string authorization, int mostBytes, CancellationToken ct)
    {
        using var timeout = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, timeout.Token);
        try
        {
            for (var hop = 0; hop < MostHops; hop++)
            {
                using var answer = await AskAsync(address, hop == 0 ? authorization : null, either.Token);
                if (Next(address, answer) is { } next)
                {
                    if (!IsKeeper(next)) return new TwilioAnswer<TwilioContent>.Refused(403, null, null);
                    address = next;
                    continue;
                }

                if (!answer.IsSuccessStatusCode) return new TwilioAnswer<TwilioContent>.Refused((int)answer.StatusCode, null, TwilioErrors.RetryAfter(answer, time));
                var bytes = await BoundedContent.ReadAsync(answer.Content, mostBytes, either.Token);
                return new TwilioAnswer<TwilioContent>.Done(new TwilioContent(answer.Content.Headers.ContentType?.MediaType ?? "", bytes));
            }

            return new TwilioAnswer<TwilioContent>.Refused(508, null, null);
        }
        catch (BoundedContent.TooLongException)
        {
            return new TwilioAnswer<TwilioContent>.Refused(413, null, null);
        }
        catch (Exception error) when (!ct.IsCancellationRequested && error is HttpRequestException or IOException or OperationCanceledException)
        {
            return new TwilioAnswer<TwilioContent>.Broken(TwilioErrors.CauseOf(error), Begun: true);
        }
    }

    private async Task<HttpResponseMessage> AskAsync(Uri address, string? authorization, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Options.Set(TwilioDial.AllowsThisMachine, options.IsLocal);
        request.Headers.TryAddWithoutValidation("User-Agent", "OmniHub");
        if (authorization is not null) request.Headers.TryAddWithoutValidation("Authorization", authorization);
        using var client = clients.CreateClient(ClientName);
        return await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
    }

    private static Uri? Next(Uri address, HttpResponseMessage answer) =>
        (int)answer.StatusCode is 301 or 302 or 303 or 307 or 308 && answer.Headers.Location is { } location ? new Uri(address, location) : null;

    private bool IsKeeper(Uri address) => options.IsLocal
        ? address.Authority == new Uri(options.ApiUrl).Authority
        : address.Scheme == Uri.UriSchemeHttps && address.IsDefaultPort && address.UserInfo.Length == 0
            && Keepers.Any(host => address.IdnHost == host || address.IdnHost.EndsWith('.' + host, StringComparison.Ordinal));
}
