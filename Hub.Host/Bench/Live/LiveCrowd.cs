using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Hub.Host.Bench.Live;

/// <summary>Visitors who write, desks that look on, one who answers, and a client that listens and reads nothing.</summary>
internal sealed class LiveCrowd : IDisposable
{
    private const string Conversations = "/api/v1/conversations";
    private const double AnswersShare = 0.2;

    private readonly List<LiveVisitor> _visitors = [];
    private readonly List<LiveDesk> _desks = [];
    private readonly List<Task> _running = [];
    private readonly CancellationTokenSource _leaving;
    private readonly HttpClient _supervisor;
    private readonly HttpClient _deaf;
    private List<Guid> _conversations = [];
    private HttpResponseMessage? _unread;

    private LiveCrowd(Uri hub, LiveTeam team, CancellationToken ct)
    {
        _leaving = CancellationTokenSource.CreateLinkedTokenSource(ct);
        _supervisor = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = hub };
        _supervisor.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", team.Supervisor);
        _deaf = LiveDesk.Client(hub, team.Supervisor);
    }

    public LiveFigures Figures { get; } = new();

    /// <summary>Everybody comes; when this completes all listen.</summary>
    public static async Task<LiveCrowd> ComeAsync(Uri hub, LiveTeam team, int visitors, CancellationToken ct)
    {
        var crowd = new LiveCrowd(hub, team, ct);
        for (var i = 0; i < visitors; i++) crowd._visitors.Add(await LiveVisitor.ComeAsync(hub, ct));
        foreach (var visitor in crowd._visitors) await visitor.WriteAsync("Hello, is anybody there?", ct);
        var page = JsonNode.Parse(await crowd._supervisor.GetStringAsync(Conversations + "?limit=100", ct))!;
        crowd._conversations = [.. page["items"]!.AsArray().Select(item => Guid.Parse((string)item!["id"]!))];
        crowd._unread = await crowd._deaf.GetAsync("/desk/events", HttpCompletionOption.ResponseHeadersRead, ct);
        foreach (var visitor in crowd._visitors) await crowd.ListenAsync((begun, end) => visitor.ListenAsync(begun, crowd.Figures.Answers, end));
        foreach (var (index, token) in team.Agents.Index())
        {
            var desk = new LiveDesk(hub, token, crowd._conversations[index % crowd._conversations.Count], crowd.Figures);
            crowd._desks.Add(desk);
            await crowd.ListenAsync(desk.RunAsync);
        }

        return crowd;
    }

    /// <summary>Messages come and go at this rate; a fifth of them are answers.</summary>
    /// <returns>How many.</returns>
    public async Task<int> WriteAsync(int perSecond, TimeSpan time, CancellationToken ct)
    {
        var written = 0;
        using var end = CancellationTokenSource.CreateLinkedTokenSource(ct);
        end.CancelAfter(time);
        var each = TimeSpan.FromSeconds(_visitors.Count / (perSecond * (1 - AnswersShare)));
        var writing = _visitors.Select((visitor, index) => EveryAsync(each, index, _visitors.Count, number =>
        {
            Interlocked.Increment(ref written);
            return visitor.WriteAsync($"Message {number}: my parcel has not come yet, and the page says nothing new.", ct);
        }));
        var answerers = (int)(perSecond * AnswersShare);
        var answering = Enumerable.Range(0, answerers).Select(index => EveryAsync(TimeSpan.FromSeconds(1), index, answerers, number =>
        {
            Interlocked.Increment(ref written);
            return AnswerAsync(_conversations[((number * answerers) + index) % _conversations.Count], ct);
        }));
        var all = Task.WhenAll(writing.Concat(answering));
        // who hears nothing any more has failed, and with them the measurement
        if (await Task.WhenAny([all, .. _running]) is var first && first != all) await first;
        await all;
        return written;

        async Task EveryAsync(TimeSpan period, int index, int of, Func<int, Task> write)
        {
            try
            {
                await Task.Delay(period * index / of, TimeProvider.System, end.Token);
                using var tick = new PeriodicTimer(period);
                var number = 0;
                do await write(number++);
                while (await tick.WaitForNextTickAsync(end.Token));
            }
            catch (OperationCanceledException) when (end.IsCancellationRequested && !ct.IsCancellationRequested)
            {
                // the time is over
            }
        }
    }

    /// <summary>Nobody listens any more when this completes.</summary>
    public async Task LeaveAsync()
    {
        await _leaving.CancelAsync();
        try
        {
            await Task.WhenAll(_running);
        }
        catch (OperationCanceledException)
        {
            // as told
        }
    }

    public void Dispose()
    {
        _unread?.Dispose();
        _deaf.Dispose();
        _supervisor.Dispose();
        foreach (var desk in _desks) desk.Dispose();
        foreach (var visitor in _visitors) visitor.Dispose();
        _leaving.Dispose();
    }

    private async Task ListenAsync(Func<TaskCompletionSource, CancellationToken, Task> run)
    {
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var running = run(begun, _leaving.Token);
        _running.Add(running);
        await await Task.WhenAny(begun.Task, running);
    }

    private async Task AnswerAsync(Guid conversation, CancellationToken ct)
    {
        var message = new JsonObject { ["text"] = "I have looked: it leaves the depot this afternoon." };
        using var content = new StringContent(message.ToJsonString(), Encoding.UTF8, "application/json");
        using var answer = await _supervisor.PostAsync($"{Conversations}/{conversation}/messages", content, ct);
        answer.EnsureSuccessStatusCode();
    }
}
