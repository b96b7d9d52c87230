using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Hub.Tests.Channels.Mail.Imap;

/// <summary>A mail provider's token endpoint, and the place where its mail server asks whether a token is good.</summary>
internal sealed class TokenServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<IReadOnlyDictionary<string, string>> _asked = new();
    private readonly ConcurrentDictionary<string, string> _good = new();
    private int _tokens;

    private TokenServer()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.MapPost("/token", AnswerAsync);
        _app.MapGet("/introspect", IntrospectAsync);
    }

    /// <summary>Whose mailbox its tokens open.</summary>
    public string User { get; init; } = "support@example.test";

    public int Status { get; set; } = 200;

    /// <summary>More members of the answer, each with a comma before.</summary>
    public string More { get; set; } = ", \"expires_in\": 3600";

    public string Url => _app.Urls.First();

    /// <summary>The forms that were posted.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, string>> Asked => [.. _asked];

    public static async Task<TokenServer> StartAsync(CancellationToken ct)
    {
        var server = new TokenServer();
        await server._app.StartAsync(ct);
        return server;
    }

    /// <summary>No token that was given holds any more.</summary>
    public void Withdraw() => _good.Clear();

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext http)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        _asked.Enqueue(form.ToDictionary(field => field.Key, field => field.Value.ToString()));
        http.Response.StatusCode = Status;
        http.Response.ContentType = "application/json";
        var token = string.Create(CultureInfo.InvariantCulture, $"token-{Interlocked.Increment(ref _tokens)}");
        if (Status == (int)HttpStatusCode.OK) _good[token] = User;
        var answer = Status == (int)HttpStatusCode.OK ? $$"""{"token_type": "Bearer", "access_token": "{{token}}"{{More}}}""" : """{"error": "invalid_grant"}""";
        await http.Response.WriteAsync(answer, http.RequestAborted);
    }

    private async Task IntrospectAsync(HttpContext http)
    {
        var user = _good.GetValueOrDefault(http.Request.Query["token"].ToString());
        http.Response.StatusCode = user is null ? StatusCodes.Status401Unauthorized : StatusCodes.Status200OK;
        http.Response.ContentType = "application/json";
        await http.Response.WriteAsync($$"""{"active": "{{(user is null ? "false" : "true")}}", "username": "{{user}}"}""", http.RequestAborted);
    }
}
