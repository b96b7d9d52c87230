using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Hub.Host.Sandboxes.Twilio;

/// <summary>Answers the requests of Twilio's Messaging API that the hub makes.</summary>
internal sealed partial class TwilioSandboxApi(TwilioSandbox sandbox)
{
    private const int MostBody = 1600;

    public async Task AnswerAsync(HttpContext http)
    {
        var path = http.Request.Path.Value ?? "";
        var form = http.Request.HasFormContentType ? await FormAsync(http) : [];
        var query = http.Request.Query.SelectMany(field => field.Value.Select(value => KeyValuePair.Create(field.Key, value ?? ""))).ToList();
        bool? authorized = http.Request.Headers.Authorization.ToString() is { Length: > 0 } shown ? shown == sandbox.Authorization : null;
        sandbox.Note(new TwilioSandboxRequest(http.Request.Method, path, query, form, authorized));
        if (path.StartsWith("/kept/", StringComparison.Ordinal)) await KeptAsync(http, path);
        else if (authorized != true) await ProblemAsync(http, 401, 20003, "Authenticate");
        else if (Messages().IsMatch(path) && http.Request.Method == "POST") await CreateAsync(http, form);
        else if (Messages().IsMatch(path)) await ListAsync(http, query);
        else if (MediaList().Match(path) is { Success: true } list && sandbox.Store.Find(list.Groups[1].Value) is { } owner)
            await WriteAsync(http, 200, TwilioSandboxJson.MediaOf(owner, sandbox.AccountSid));
        else if (Media().Match(path) is { Success: true } media && sandbox.Store.Find(media.Groups[1].Value)?.Media.ContainsKey(media.Groups[2].Value) == true)
            http.Response.Redirect($"/kept/{media.Groups[1].Value}/{media.Groups[2].Value}", permanent: false, preserveMethod: true);
        else await ProblemAsync(http, 404, 20404, "The requested resource was not found");
    }

    private async Task CreateAsync(HttpContext http, List<KeyValuePair<string, string>> form)
    {
        if (sandbox.Fault == TwilioSandboxFault.Busy)
        {
            http.Response.Headers.RetryAfter = ((int)sandbox.RetryAfter.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            await ProblemAsync(http, 429, 20429, "Too Many Requests");
            return;
        }

        if (sandbox.Fault == TwilioSandboxFault.Gibberish)
        {
            http.Response.StatusCode = 502;
            await http.Response.WriteAsync("<html>Bad Gateway</html>");
            return;
        }

        if ((sandbox.Fault == TwilioSandboxFault.Refuses ? sandbox.Code : CodeOf(form)) is { } code)
        {
            await ProblemAsync(http, 400, code, "The message was refused");
            return;
        }

        var message = sandbox.Make(form);
        await SayAsync(http, TwilioSandboxJson.Of(message, sandbox.AccountSid));
        if (sandbox.Reports) sandbox.ReportLater(message);
    }

    /// <summary>Says that a message was made, or fails to.</summary>
    private async Task SayAsync(HttpContext http, JsonObject message)
    {
        switch (sandbox.Fault)
        {
            case TwilioSandboxFault.Fails:
                await ProblemAsync(http, 500, 20500, "An internal server error has occurred");
                break;
            case TwilioSandboxFault.BreaksOff:
                http.Abort();
                break;
            case TwilioSandboxFault.Silent:
                await Task.Delay(Timeout.InfiniteTimeSpan, sandbox.Time, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
                break;
            case TwilioSandboxFault.HalfAnswer:
                http.Response.StatusCode = 201;
                http.Response.ContentLength = 1000;
                await http.Response.WriteAsync("""{"sid":""");
                await http.Response.Body.FlushAsync();
                http.Abort();
                break;
            default:
                await WriteAsync(http, 201, message);
                break;
        }
    }

    private int? CodeOf(List<KeyValuePair<string, string>> form)
    {
        string? Value(string name) => form.FirstOrDefault(field => field.Key == name).Value;
        if (Value("To") is not { Length: > 0 } to) return 21604;
        if (!Address().IsMatch(to)) return 21211;
        if (Value("From") is null && Value("MessagingServiceSid") is null) return 21603;
        if (string.IsNullOrEmpty(Value("Body")) && Value("MediaUrl") is null && Value("ContentSid") is null) return 21602;
        if (Value("Body")?.Length > MostBody) return 21617;
        return sandbox.Store.HasStopped(to) ? 21610 : null;
    }

    private async Task ListAsync(HttpContext http, List<KeyValuePair<string, string>> query)
    {
        string? Value(string name) => query.FirstOrDefault(field => field.Key == name).Value;
        var (to, from) = (Value("To"), Value("From"));
        var since = Value("DateSent>") is { } after ? DateTimeOffset.Parse(after, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal) : DateTimeOffset.MinValue;
        var size = Math.Clamp(int.Parse(Value("PageSize") ?? "50", CultureInfo.InvariantCulture), 1, sandbox.MostPerPage);
        var page = int.Parse(Value("Page") ?? "0", CultureInfo.InvariantCulture);
        var found = sandbox.Store.List(
            message => (to is null || message.To == to) && (from is null || message.From == from) && message.At >= since, page * size, size + 1);
        var path = $"/2010-04-01/Accounts/{sandbox.AccountSid}/Messages.json";
        var rest = string.Concat(query.Where(field => field.Key is not ("Page" or "PageToken")).Select(field => $"{Uri.EscapeDataString(field.Key)}={Uri.EscapeDataString(field.Value)}&"));
        var more = found.Count > size ? $"{path}?{rest}Page={page + 1}&PageToken=PA{found[size].Sid}" : null;
        await WriteAsync(http, 200, new JsonObject
        {
            ["messages"] = new JsonArray([.. found.Take(size).Select(message => (JsonNode)TwilioSandboxJson.Of(message, sandbox.AccountSid))]),
            ["next_page_uri"] = more, ["page"] = page, ["page_size"] = size, ["uri"] = path,
        });
    }

    /// <summary>Where files are kept: another place, which is none of the account's and wants no password.</summary>
    private async Task KeptAsync(HttpContext http, string path)
    {
        var names = path.Split('/');
        if (names.Length != 4 || sandbox.Store.Find(names[2])?.Media.TryGetValue(names[3], out var file) != true)
        {
            http.Response.StatusCode = 404;
            return;
        }

        http.Response.ContentType = file.Type;
        await http.Response.Body.WriteAsync(file.Content);
    }

    private static async Task<List<KeyValuePair<string, string>>> FormAsync(HttpContext http) =>
        [.. (await http.Request.ReadFormAsync(http.RequestAborted)).SelectMany(field => field.Value.Select(value => KeyValuePair.Create(field.Key, value ?? "")))];

    private static Task ProblemAsync(HttpContext http, int status, int code, string text) => WriteAsync(http, status, TwilioSandboxJson.Problem(status, code, text));

    private static Task WriteAsync(HttpContext http, int status, JsonObject json)
    {
        var bytes = Encoding.UTF8.GetBytes(json.ToJsonString());
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json";
        http.Response.ContentLength = bytes.Length;
        return http.Response.Body.WriteAsync(bytes).AsTask();
    }

    [GeneratedRegex(@"^(whatsapp:)?\+[1-9][0-9]{6,14}$")]
    private static partial Regex Address();

    [GeneratedRegex("^/2010-04-01/Accounts/AC[0-9a-fA-F]{32}/Messages\\.json$")]
    private static partial Regex Messages();

    [GeneratedRegex("^/2010-04-01/Accounts/AC[0-9a-fA-F]{32}/Messages/(\\w+)/Media\\.json$")]
    private static partial Regex MediaList();

    [GeneratedRegex("^/2010-04-01/Accounts/AC[0-9a-fA-F]{32}/Messages/(\\w+)/Media/(\\w+)$")]
    private static partial Regex Media();
}
