using System.Globalization;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Hub.Core.Storage.Postgres;

/// <summary>
/// Wake-ups between nodes by NOTIFY and LISTEN, outside the transactions that have the news: a small loop says at most every
/// <see cref="Between"/> which topics have any. A wake-up may be lost; whoever waits looks each second anyway.
/// </summary>
internal sealed class PostgresNotices : IAsyncDisposable
{
    private const string Listen = "LISTEN hub_news";
    private const string Notify = "SELECT pg_notify('hub_news', $1)";
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    private readonly NpgsqlDataSource _source;
    private readonly Signals _signals;
    private readonly TimeProvider _time;
    private readonly Jitter _jitter;
    private readonly ILogger _log;
    private readonly string _node;
    private readonly Signal _toTell = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly TaskCompletionSource _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _running = Task.CompletedTask;
    private int _news;

    public PostgresNotices(NpgsqlDataSource source, Signals signals, TimeProvider time, Jitter jitter, ILogger log)
    {
        (_source, _signals, _time, _jitter, _log) = (source, signals, time, jitter, log);
        _node = Ids.Text(Ids.New(time));
    }

    /// <summary>Starts both loops; completes when other nodes are heard.</summary>
    public Task StartAsync(CancellationToken ct)
    {
        _running = Task.WhenAll(
            Task.Run(() => KeepAsync(TellAsync, _stopping.Token), CancellationToken.None),
            Task.Run(() => KeepAsync(ListenAsync, _stopping.Token), CancellationToken.None));
        return _listening.Task.WaitAsync(ct);
    }

    /// <summary>Lets the other nodes know soon.</summary>
    public void Tell(IEnumerable<Topic> news)
    {
        var bits = news.Aggregate(0, (all, topic) => all | Bit(topic));
        if (bits == 0) return;
        Interlocked.Or(ref _news, bits);
        _toTell.Pulse();
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _running;
    }

    /// <summary>Runs a loop again and again on a connection of its own, with growing pauses while PostgreSQL is away.</summary>
    private async Task KeepAsync(Func<NpgsqlConnection, Action, CancellationToken, Task> loop, CancellationToken ct)
    {
        var failures = 0;
        while (!ct.IsCancellationRequested)
        {
            try
            {
                await using var connection = await _source.OpenConnectionAsync(ct);
                await loop(connection, Connected, ct);
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                return;
            }
            catch (NpgsqlException error)
            {
                if (failures++ == 0) Log.WakeUpsLost(_log, error);
                await PauseAsync(failures, ct);
            }
        }

        void Connected()
        {
            if (failures > 0) Log.WakeUpsFound(_log);
            failures = 0;
        }
    }

    private async Task TellAsync(NpgsqlConnection connection, Action connected, CancellationToken ct)
    {
        await using var notify = connection.CreateCommand();
        notify.CommandText = Notify;
        var said = notify.Parameters.Add(new NpgsqlParameter<string>());
        while (true)
        {
            var next = _toTell.Next;
            var news = Volatile.Read(ref _news);
            if (news == 0)
            {
                await next.WaitAsync(ct);
                continue;
            }

            Interlocked.And(ref _news, ~news);
            said.Value = string.Create(CultureInfo.InvariantCulture, $"{_node} {news}");
            await notify.ExecuteNonQueryAsync(ct);
            connected();
            await Task.Delay(Between, _time, ct);
        }
    }

    private async Task ListenAsync(NpgsqlConnection connection, Action connected, CancellationToken ct)
    {
        connection.Notification += (_, notice) => Hear(notice.Payload);
        await using (var listen = connection.CreateCommand())
        {
            listen.CommandText = Listen;
            await listen.ExecuteNonQueryAsync(ct);
        }

        connected();
        // what was said while nobody listened
        foreach (var topic in Enum.GetValues<Topic>()) _signals[topic].Pulse();
        _listening.TrySetResult();
        while (true) await connection.WaitAsync(ct);
    }

    private void Hear(string said)
    {
        var (node, news) = said.Split(' ') is [var who, var what] ? (who, what) : ("", "");
        if (node == _node || !int.TryParse(news, NumberStyles.None, CultureInfo.InvariantCulture, out var bits)) return;
        foreach (var topic in Enum.GetValues<Topic>())
            if ((bits & Bit(topic)) != 0) _signals[topic].Pulse();
    }

    private async Task PauseAsync(int failures, CancellationToken ct)
    {
        var pause = TimeSpan.FromMilliseconds(100 * (1 << Math.Min(failures, 6)));
        await Task.Delay(_jitter.UpTo(pause < LongestPause ? pause : LongestPause), _time, ct)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static int Bit(Topic topic) => 1 << (int)topic;
}
