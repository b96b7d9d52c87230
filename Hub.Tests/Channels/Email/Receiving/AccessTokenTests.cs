using Hub.Tests.Channels.Mail.Imap;
using Hub.Tests.Servers;

namespace Hub.Tests.Channels.Email.Receiving;

/// <summary>A mailbox that is opened with an access token, at a real server that asks whether the token is good.</summary>
public sealed class AccessTokenTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_token_opens_the_mailbox_and_one_that_was_withdrawn_is_replaced()
    {
        await using var tokens = await TokenServer.StartAsync(Ct);
        await using var server = await DovecotMailbox.StartAsync(Ct, tokens.Url + "/introspect?token=");
        server.Drop(MailboxDesk.Mail("one"));
        using var secrets = new MailSecrets();
        await using var desk = await MailboxDesk.StartAsync(
            server, ("Auth", "xoauth2"), ("OAuth__TokenUrl", tokens.Url + "/token"), ("OAuth__ClientId", "hub"), ("OAuth__RefreshToken", secrets.Keep("refresh")));
        await desk.ArrivedAsync("one");
        Assert.Single(tokens.Asked);

        await server.StopAsync(Ct);
        tokens.Withdraw();
        server.Drop(MailboxDesk.Mail("two"));
        await server.StartAgainAsync(Ct);
        await desk.ArrivedAsync("one", "two");
        Assert.Equal(2, tokens.Asked.Count);
        Assert.DoesNotContain(desk.Hub.Log.All, line => line.Contains("token-1", StringComparison.Ordinal));
    }
}
