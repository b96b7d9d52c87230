using System.Threading.Channels;

namespace Hub.Host.Bench.Live;

/// <summary>
/// A region of a desk's page: asked for again soon after something made it stale and not too often, as the page's script <c>live.js</c> does.
/// What is measured is the time from the commit of what made it stale to the end of the first answer that was asked for afterwards.
/// </summary>
internal sealed class LiveRegion(HttpClient http, string path, LiveFigures figures, TimeProvider time)
{
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(40);
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(260);

    private readonly Channel<bool> _stale = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly Lock _gate = new();
    private List<DateTimeOffset> _waiting = [];

    /// <summary>Something that was committed then made it stale.</summary>
    public void Mark(DateTimeOffset committed)
    {
        lock (_gate) _waiting.Add(committed);
        _stale.Writer.TryWrite(true);
    }

    public async Task RunAsync(CancellationToken ct)
    {
        while (await _stale.Reader.ReadAsync(ct))
        {
            await Task.Delay(Soon, time, ct);
            var (shown, asked) = (Take(), time.GetTimestamp());
            using (var answer = await http.GetAsync(path, ct))
            {
                answer.EnsureSuccessStatusCode();
                await answer.Content.CopyToAsync(Stream.Null, ct);
            }

            var took = time.GetElapsedTime(asked);
            figures.Fragments.Add(took.TotalMilliseconds);
            var now = time.GetUtcNow();
            foreach (var committed in shown) figures.Shown.Add((now - committed).TotalMilliseconds);
            await Task.Delay(took > Between ? took : Between, time, ct);
        }
    }

    private List<DateTimeOffset> Take()
    {
        lock (_gate)
        {
            var shown = _waiting;
            _waiting = [];
            return shown;
        }
    }
}
