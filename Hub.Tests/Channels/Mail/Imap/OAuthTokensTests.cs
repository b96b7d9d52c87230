using System.Net;
using Hub.Channels.Mail.Imap;
using Hub.Tests.Channels.Mail.Smtp.Sending;

namespace Hub.Tests.Channels.Mail.Imap;

public sealed class OAuthTokensTests : IAsyncLifetime
{
    private readonly SmtpRig _rig = new();
    private TokenServer? _server;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private TokenServer Server => _server!;

    public async ValueTask InitializeAsync() => _server = await TokenServer.StartAsync(Ct);

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        _rig.Dispose();
    }

    [Fact]
    public async Task A_token_is_used_until_shortly_before_its_end()
    {
        using var tokens = Tokens();
        Assert.Equal("token-1", await tokens.FindAsync(Ct));
        _rig.Time.Advance(TimeSpan.FromMinutes(57));
        Assert.Equal("token-1", await tokens.FindAsync(Ct));
        _rig.Time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal("token-2", await tokens.FindAsync(Ct));
        var form = Server.Asked[0];
        Assert.Equal(("refresh_token", "hub", "refresh s3cret", "mail"), (form["grant_type"], form["client_id"], form["refresh_token"], form["scope"]));
        Assert.DoesNotContain("client_secret", form.Keys);
    }

    [Fact]
    public async Task A_token_that_is_refused_is_not_used_again()
    {
        using var tokens = Tokens();
        var first = await tokens.FindAsync(Ct);
        tokens.Forget("another");
        Assert.Equal(first, await tokens.FindAsync(Ct));
        tokens.Forget(first);
        Assert.Equal("token-2", await tokens.FindAsync(Ct));
    }

    [Fact]
    public async Task A_refresh_token_that_is_replaced_is_used_from_then_on()
    {
        using var tokens = Tokens();
        Server.More = ", \"refresh_token\": \"the next one\"";
        await tokens.FindAsync(Ct);
        // nothing was said of its life
        _rig.Time.Advance(TimeSpan.FromMinutes(9));
        await tokens.FindAsync(Ct);
        Assert.Equal(["refresh s3cret", "the next one"], Server.Asked.Select(form => form["refresh_token"]));
    }

    [Fact]
    public async Task Without_a_refresh_token_the_hub_asks_for_itself()
    {
        using var tokens = Tokens(new OAuthOptions { TokenUrl = Server.Url + "/token", ClientId = "hub", ClientSecret = _rig.PasswordFile("client s3cret") });
        await tokens.FindAsync(Ct);
        var form = Assert.Single(Server.Asked);
        Assert.Equal(("client_credentials", "client s3cret"), (form["grant_type"], form["client_secret"]));
    }

    [Theory]
    [InlineData(HttpStatusCode.BadRequest, true)]
    [InlineData(HttpStatusCode.Unauthorized, true)]
    [InlineData(HttpStatusCode.TooManyRequests, false)]
    [InlineData(HttpStatusCode.ServiceUnavailable, false)]
    public async Task A_refusal_is_told_from_an_endpoint_that_is_busy(HttpStatusCode status, bool refused)
    {
        using var tokens = Tokens();
        Server.Status = (int)status;
        var error = await Record.ExceptionAsync(() => tokens.FindAsync(Ct));
        Assert.Equal(refused ? typeof(MailStoreRefusedException) : typeof(MailStoreBrokenException), error?.GetType());
        if (refused) Assert.Contains("invalid_grant", error!.Message, StringComparison.Ordinal);
        Server.Status = 200;
        await tokens.FindAsync(Ct);
    }

    [Fact]
    public async Task An_endpoint_that_is_not_there_is_tried_again()
    {
        using var tokens = Tokens(Options("http://127.0.0.1:9/token"));
        await Assert.ThrowsAsync<MailStoreBrokenException>(() => tokens.FindAsync(Ct));
    }

    private OAuthTokens Tokens(OAuthOptions? options = null) => new(options ?? Options(Server.Url + "/token"), new Clients(), _rig.Time);

    private OAuthOptions Options(string url) => new() { TokenUrl = url, ClientId = "hub", RefreshToken = _rig.PasswordFile("refresh s3cret"), Scope = "mail" };

    private sealed class Clients : IHttpClientFactory
    {
        public HttpClient CreateClient(string name) => new();
    }
}
