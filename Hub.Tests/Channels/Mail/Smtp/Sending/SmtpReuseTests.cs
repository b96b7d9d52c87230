using Hub.Channels.Mail.Smtp.Sending;
using Hub.Core.Channels;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hub.Tests.Channels.Mail.Smtp.Sending;

/// <summary>Connections are kept for the next mail, and replaced when they have ended meanwhile.</summary>
public sealed class SmtpReuseTests : IAsyncLifetime
{
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(20);
    private readonly SmtpRig _rig = new();
    private readonly ScriptedSmtp _server = new();
    private SmtpTransport _transport = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync()
    {
        _transport = _rig.Transport(SmtpRig.Plain(_server), _rig.Time);
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _transport.DisposeAsync();
        await _server.DisposeAsync();
        _rig.Dispose();
    }

    [Fact]
    public async Task Mails_one_after_the_other_share_a_connection()
    {
        for (var i = 0; i < 5; i++) Assert.IsType<DeliveryResult.Accepted>(await SendAsync());
        Assert.Equal((1, 5), (_server.Connections, _server.Mails.Count));
    }

    [Fact]
    public async Task A_connection_ends_after_a_hundred_mails()
    {
        for (var i = 0; i < 101; i++) Assert.IsType<DeliveryResult.Accepted>(await SendAsync());
        Assert.Equal((2, 1), (_server.Connections, _server.Heard.Count(command => command == "QUIT")));
    }

    [Fact]
    public async Task An_idle_connection_is_ended_in_order()
    {
        await SendAsync();
        _rig.Time.Advance(SmtpPool.Idle);
        await Eventually.HoldsAsync(() => _server.Heard.Contains("QUIT"), "the idle connection is ended", Guard, Ct);

        await SendAsync();
        Assert.Equal(2, _server.Connections);
    }

    [Theory]
    [InlineData("MAIL", ScriptedSmtp.Drop)]
    [InlineData("MAIL", "421 4.4.2 timeout\r\n" + ScriptedSmtp.Drop)]
    [InlineData("RCPT", ScriptedSmtp.Drop)]
    [InlineData("DATA", ScriptedSmtp.Drop)]
    public async Task A_kept_connection_that_has_ended_is_replaced(string word, string answer)
    {
        await SendAsync();
        _server.Say(word, answer);

        Assert.IsType<DeliveryResult.Accepted>(await SendAsync());
        Assert.Equal((2, 2), (_server.Connections, _server.Mails.Count));
    }

    [Fact]
    public async Task It_is_replaced_once()
    {
        await SendAsync();
        _server.Say("MAIL", ScriptedSmtp.Drop, ScriptedSmtp.Drop);

        Assert.IsType<DeliveryResult.Deferred>(await SendAsync());
        Assert.Equal(2, _server.Connections);
    }

    [Theory]
    [InlineData(ScriptedSmtp.Drop)]
    [InlineData("421 4.3.2 bye\r\n" + ScriptedSmtp.Drop)]
    public async Task After_the_end_of_a_mail_nothing_is_repeated(string answer)
    {
        await SendAsync();
        _server.Say(ScriptedSmtp.End, answer);

        Assert.IsNotType<DeliveryResult.Accepted>(await SendAsync());
        Assert.Equal((1, 2), (_server.Connections, _server.Mails.Count));
    }

    [Fact]
    public async Task A_new_connection_that_breaks_is_not_replaced()
    {
        _server.Say("MAIL", ScriptedSmtp.Drop);

        Assert.IsType<DeliveryResult.Deferred>(await SendAsync());
        Assert.Equal(1, _server.Connections);
    }

    [Fact]
    public async Task There_are_never_more_connections_than_configured()
    {
        _server.Say("MAIL", ScriptedSmtp.Hang, ScriptedSmtp.Hang);
        Task<DeliveryResult>[] stuck = [SendAsync(), SendAsync()];
        await Eventually.HoldsAsync(() => _server.Heard.Count(command => command.StartsWith("MAIL", StringComparison.Ordinal)) == 2, "both are under way", Guard, Ct);

        // later, so that its patience outlasts theirs
        _rig.Time.Advance(TimeSpan.FromSeconds(15));
        var third = SendAsync();
        Assert.False(third.IsCompleted);
        Assert.Equal(2, _server.Connections);
        _rig.Time.Advance(TimeSpan.FromSeconds(16));

        Assert.All(await Task.WhenAll(stuck).WaitAsync(Guard, TimeProvider.System, Ct), result => Assert.IsType<DeliveryResult.Deferred>(result));
        Assert.IsType<DeliveryResult.Accepted>(await third.WaitAsync(Guard, TimeProvider.System, Ct));
        Assert.Equal(3, _server.Connections);
    }

    [Fact]
    public async Task Nobody_waits_for_a_connection_longer_than_told()
    {
        await using var pool = new SmtpPool(1, _rig.Time, NullLogger.Instance);
        Assert.True(await pool.EnterAsync(TimeSpan.FromSeconds(30), Ct));
        var waits = pool.EnterAsync(TimeSpan.FromSeconds(30), Ct);
        _rig.Time.Advance(TimeSpan.FromSeconds(29));
        Assert.False(waits.IsCompleted);
        _rig.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.False(await waits.WaitAsync(Guard, TimeProvider.System, Ct));
        pool.Leave();
        Assert.True(await pool.EnterAsync(TimeSpan.FromSeconds(30), Ct));
    }

    private Task<DeliveryResult> SendAsync() => _transport.SendAsync(SmtpRig.To("ann@example.com"), SmtpRig.Message, Ct);
}
