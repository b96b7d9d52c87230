using System.Globalization;
using Hub.Core.Alarms;
using Hub.Tests.Hosting;
using Hub.Tests.Servers;
using Microsoft.Extensions.DependencyInjection;

namespace Hub.Tests.Channels.Email.Receiving;

/// <summary>A hub whose channel <c>mail</c> fetches from a mailbox.</summary>
public sealed class MailboxDesk : IAsyncDisposable
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(60);

    private readonly MailSecrets _secrets = new();
    private HubFixture? _hub;

    private MailboxDesk()
    {
    }

    public HubFixture Hub => _hub!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Starts one that fetches from this server, by TLS unless told otherwise.</summary>
    public static Task<MailboxDesk> StartAsync(IMailboxServer server, params (string Key, string Value)[] imap) => StartAsync(
        server.Password,
        [
            ("Host", "localhost"), ("Port", server.TlsPort.ToString(CultureInfo.InvariantCulture)), ("CaFile", server.CaFile), ("User", server.User), .. imap,
        ]);

    /// <summary>Starts one with these keys below <c>Imap</c>; the last of a name counts.</summary>
    public static async Task<MailboxDesk> StartAsync(string password, IReadOnlyList<(string Key, string Value)> imap)
    {
        var desk = new MailboxDesk();
        var environment = new Dictionary<string, string> { ["OMNIHUB__Channels__mail__Imap__Password"] = desk._secrets.Keep(password) };
        foreach (var (key, value) in imap) environment["OMNIHUB__Channels__mail__Imap__" + key] = value;
        desk._hub = await HubFixture.StartAsync(new HubSetup { Environment = environment }, Ct);
        return desk;
    }

    public static string Mail(string words, string? messageId = "", string more = "") =>
        (messageId is null ? "" : $"Message-ID: <{(messageId.Length > 0 ? messageId : words)}@example.org>\r\n")
        + $"Date: Fri, 20 Nov 2026 10:00:00 +0800\r\nFrom: ann@example.org\r\nTo: support@localhost\r\nSubject: {words}\r\n{more}\r\n{words}\r\n";

    /// <summary>The subjects of what has come, each as often as it is there.</summary>
    public Task<List<string>> SubjectsAsync() => Hub.Store.ReadAsync(
        (db, read) => db.ListAsync<string>("SELECT subject FROM messages WHERE direction = 'in' ORDER BY subject", null, read), Ct);

    /// <summary>Waits until the hub has noted how far it has read a folder, which is after the mails themselves are in.</summary>
    public Task ReadToAsync(string folder, long uid) => Eventually.HoldsAsync(
        async ct => await Hub.Store.ReadAsync(
            (db, read) => db.Statement("SELECT last_uid FROM mailbox_cursors WHERE folder = $1").Bind(folder).FirstAsync(row => row.Long(0), read), ct) == uid,
        $"{folder} to be read to {uid}", Soon, Ct);

    /// <summary>Waits until so many mails are there.</summary>
    public async Task ArrivedAsync(int count)
    {
        try
        {
            await Eventually.HoldsAsync(async _ => (await SubjectsAsync()).Count >= count, $"{count} mails", Soon, Ct);
        }
        catch (TimeoutException error)
        {
            throw new TimeoutException($"{error.Message}\n{string.Join('\n', Hub.Log.All)}", error);
        }
    }

    public async Task ArrivedAsync(params string[] subjects)
    {
        await ArrivedAsync(subjects.Length);
        Assert.Equal(subjects.Order(StringComparer.Ordinal), (await SubjectsAsync()).Order(StringComparer.Ordinal));
    }

    /// <summary>Waits until an alarm stands.</summary>
    public async Task<Alarm> AlarmAsync(string kind)
    {
        Alarm? found = null;
        await Eventually.HoldsAsync(async _ => (found = (await AlarmsAsync()).FirstOrDefault(alarm => alarm.Kind == kind)) is not null, $"the alarm {kind}", Soon, Ct);
        return found!;
    }

    public Task<List<Alarm>> AlarmsAsync() => Hub.Services.GetRequiredService<AlarmStore>().ListAsync(standingOnly: true, Guid.AllBitsSet, 100, Ct);

    public async ValueTask DisposeAsync()
    {
        if (_hub is not null) await _hub.DisposeAsync();
        _secrets.Dispose();
    }
}
