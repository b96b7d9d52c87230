using Hub.Core.Storage;

namespace Hub.Tests.Storage.Postgres;

/// <summary>News of one node wakes the others.</summary>
public sealed class PostgresNoticesTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private PostgresRig _rig = null!;
    private Store _here = null!;
    private Store _there = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _rig = await PostgresRig.StartAsync(Ct);
        _here = await _rig.OpenAsync(Ct);
        _there = _rig.NewStore();
        var listens = Task.WhenAll(Enum.GetValues<Topic>().Select(topic => _there.Signals[topic].Next));
        await _there.OpenAsync(Ct);
        // a node that begins to listen wakes everybody once
        await listens.WaitAsync(Patience, TimeProvider.System, Ct);
    }

    public async ValueTask DisposeAsync()
    {
        await _here.DisposeAsync();
        await _there.DisposeAsync();
        await _rig.DisposeAsync();
    }

    [Theory]
    [InlineData(Topic.Journal)]
    [InlineData(Topic.Deliveries)]
    [InlineData(Topic.Timers)]
    public async Task A_commit_on_one_node_wakes_those_who_wait_on_another(Topic topic)
    {
        var next = _there.Signals[topic].Next;

        await AnnounceAsync(topic);

        await next.WaitAsync(Patience, TimeProvider.System, Ct);
    }

    [Fact]
    public async Task Only_those_are_woken_who_wait_for_the_topic()
    {
        var others = _there.Signals[Topic.Timers].Next;
        var next = _there.Signals[Topic.Deliveries].Next;

        await AnnounceAsync(Topic.Deliveries);
        await next.WaitAsync(Patience, TimeProvider.System, Ct);

        Assert.False(others.IsCompleted);
    }

    [Fact]
    public async Task What_is_announced_last_of_a_burst_is_told()
    {
        await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => AnnounceAsync(Topic.Deliveries)));
        var next = _there.Signals[Topic.Timers].Next;

        await AnnounceAsync(Topic.Timers);

        await next.WaitAsync(Patience, TimeProvider.System, Ct);
    }

    private Task AnnounceAsync(Topic topic) => _here.WriteAsync(
        (tx, _) =>
        {
            tx.Announce(topic);
            return Task.CompletedTask;
        },
        Ct);
}
