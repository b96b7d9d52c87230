namespace Hub.Host.Bench.Live;

/// <summary>
/// <c>bench events</c>: visitors of the web chat and desks, all live, while messages come and go: how long it takes from a commit until every
/// desk has the fragments that show it. The hub is a process of its own, everybody is an HTTP client of this one. One more client listens to
/// the events and reads nothing. The limit is how many fragments a second this machine makes and takes when asked without a pause.
/// </summary>
internal static class EventsScenario
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan LimitTime = TimeSpan.FromSeconds(5);

    // everybody comes from one address here
    private static readonly Dictionary<string, string> Settings = new()
    {
        ["OMNIHUB__Channels__chat__NewChatsPerMinutePerAddress"] = "100000",
        ["OMNIHUB__Channels__chat__NewChatsPerMinute"] = "100000",
        ["OMNIHUB__Channels__chat__MessagesPerMinutePerAddress"] = "100000",
        ["OMNIHUB__Channels__chat__MessagesPerMinute"] = "1000000",
    };

    public static async Task RunAsync(BenchContext bench, CancellationToken ct)
    {
        var (visitors, desks) = (bench.Number(BenchOptions.Visitors, 200), bench.Number(BenchOptions.Desks, 50));
        var (rate, measured) = (bench.Number(BenchOptions.Rate, 100), TimeSpan.FromSeconds(bench.Number(BenchOptions.Seconds, 60)));
        var folder = Directory.CreateTempSubdirectory("omnihub-bench-").FullName;
        try
        {
            var team = await LiveTeam.AddAsync(folder, desks, ct);
            await using var host = await BenchHost.RunAsync(folder, Settings, ct);
            using var crowd = await LiveCrowd.ComeAsync(host.Url, team, visitors, ct);
            bench.Say($"{visitors} visitors and {desks} desks, {rate} messages/s: warming up ...");
            await crowd.WriteAsync(rate, WarmUp, ct);
            crowd.Figures.Clear();
            var (cpu, memory) = (host.CpuTime, host.Megabytes);
            bench.Say("measuring ...");
            var written = await crowd.WriteAsync(rate, measured, ct);
            var result = Result(crowd.Figures, measured, written) with
            {
                At = $"{visitors} visitors, {desks} desks",
                CpuSeconds = Math.Round((host.CpuTime - cpu).TotalSeconds, 2),
                PeakMb = Math.Round(host.PeakMegabytes),
            };
            var grown = host.Megabytes - memory;
            await crowd.LeaveAsync();
            result = result with { Limit = await LimitAsync(host.Url, team.Agents[0], ct) };
            bench.Report(result with { More = new Dictionary<string, double>(result.More) { ["memory grew by, MB"] = Math.Round(grown) } });
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static BenchResult Result(LiveFigures figures, TimeSpan measured, int written) => new()
    {
        Scenario = "events",
        Rate = Math.Round(figures.Fragments.Count / measured.TotalSeconds),
        Unit = "fragments/s",
        Seconds = measured.TotalSeconds,
        P50Ms = figures.Shown.Percentile(0.50),
        P99Ms = figures.Shown.Percentile(0.99),
        More = new Dictionary<string, double>
        {
            ["messages a second"] = Math.Round(written / measured.TotalSeconds, 1),
            ["a fragment alone, p99 ms"] = figures.Fragments.Percentile(0.99),
            ["visitors have an answer, p99 ms"] = figures.Answers.Percentile(0.99),
        },
    };

    private static async Task<double> LimitAsync(Uri hub, string token, CancellationToken ct)
    {
        const int Together = 4;
        using var http = LiveDesk.Client(hub, token);
        var began = TimeProvider.System.GetTimestamp();
        var answers = await Task.WhenAll(Enumerable.Range(0, Together).Select(async _ =>
        {
            var count = 0;
            while (TimeProvider.System.GetElapsedTime(began) < LimitTime)
            {
                using var answer = await http.GetAsync("/desk/parts/list?view=all", ct);
                answer.EnsureSuccessStatusCode();
                count++;
            }

            return count;
        }));
        return Math.Round(answers.Sum() / LimitTime.TotalSeconds);
    }
}
