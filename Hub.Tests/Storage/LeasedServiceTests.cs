using System.Threading.Channels;
using Hub.Core.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hub.Tests.Storage;

/// <summary>Work under a lease, driven by a clock that the test moves.</summary>
public sealed class LeasedServiceTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Renewal = Leases.Length / 3;
    private readonly SqliteRig _rig = new();
    private Store _store = null!;
    private Leases _here = null!;
    private Leases _there = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _store = await _rig.OpenAsync(Ct);
        _here = new Leases(_store, new NodeId("here"));
        _there = new Leases(_store, new NodeId("there"));
    }

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        await _rig.DisposeAsync();
    }

    [Fact]
    public async Task The_work_begins_when_the_lease_is_free()
    {
        var others = await _there.TryTakeAsync(Worker.Name, Ct);
        using var worker = await StartAsync();
        await _rig.Time.WaitForTimerAsync(Ct);
        Assert.Equal(0, worker.Begun.Reader.Count);

        await _there.ReleaseAsync(others!, Ct);
        _rig.Time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(2, (await worker.NextAsync()).Lease.Epoch);
        await worker.StopAsync(Ct);
    }

    [Fact]
    public async Task The_lease_is_renewed_for_as_long_as_the_work_runs()
    {
        using var worker = await StartAsync();
        var run = await worker.NextAsync();

        for (var i = 0; i < 10; i++) await RenewOnceAsync(run);

        Assert.Null(await _there.TryTakeAsync(Worker.Name, Ct));
        Assert.False(run.Stopping.IsCancellationRequested);
        await worker.StopAsync(Ct);
    }

    [Fact]
    public async Task The_work_is_stopped_when_the_lease_is_lost_and_begins_again_when_it_is_free()
    {
        using var worker = await StartAsync();
        var run = await worker.NextAsync();
        var stopped = WhenStopped(run);
        await _rig.Time.WaitForTimerAsync(Renewal, Ct);
        await _store.WriteAsync((tx, ct) => tx.ExecuteAsync("UPDATE leases SET owner = 'there', epoch = 7", null, ct), Ct);

        _rig.Time.Advance(Renewal);
        await stopped;
        await _store.WriteAsync((tx, ct) => tx.ExecuteAsync("UPDATE leases SET until_at = 0", null, ct), Ct);
        await _rig.Time.WaitForTimerAsync(TimeSpan.FromSeconds(1), Ct);
        _rig.Time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(8, (await worker.NextAsync()).Lease.Epoch);
        await worker.StopAsync(Ct);
    }

    [Theory]
    [InlineData("before its first await")]
    [InlineData("later")]
    [InlineData("by a time limit of its own")]
    [InlineData("by ending")]
    public async Task Work_that_fails_gives_its_lease_back_and_begins_again(string how)
    {
        using var worker = await StartAsync(how);
        await worker.NextAsync();
        await _rig.Time.WaitForTimerAsync(TimeSpan.FromSeconds(1), Ct);

        var between = await _there.TryTakeAsync(Worker.Name, Ct);
        Assert.NotNull(between);
        await _there.ReleaseAsync(between, Ct);
        _rig.Time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(3, (await worker.NextAsync()).Lease.Epoch);
        await worker.StopAsync(Ct);
    }

    [Fact]
    public async Task A_host_that_stops_gives_the_lease_back_at_once()
    {
        using var worker = await StartAsync();
        await worker.NextAsync();

        await worker.StopAsync(Ct).WaitAsync(Patience, TimeProvider.System, Ct);

        Assert.NotNull(await _there.TryTakeAsync(Worker.Name, Ct));
    }

    [Fact]
    public async Task A_store_that_is_away_ends_the_work_and_not_the_service()
    {
        using var worker = await StartAsync();
        var stopped = WhenStopped(await worker.NextAsync());
        await _rig.Time.WaitForTimerAsync(Renewal, Ct);
        await _store.DisposeAsync();

        _rig.Time.Advance(Renewal);
        await stopped;
        for (var i = 0; i < 3; i++)
        {
            await _rig.Time.WaitForTimerAsync(TimeSpan.FromSeconds(1), Ct);
            _rig.Time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.False(worker.ExecuteTask!.IsCompleted);
        await worker.StopAsync(Ct).WaitAsync(Patience, TimeProvider.System, Ct);
        Assert.True(worker.ExecuteTask.IsCompletedSuccessfully);
    }

    private static Task WhenStopped(Run run)
    {
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        run.Stopping.Register(stopped.SetResult);
        return stopped.Task.WaitAsync(Patience, TimeProvider.System, Ct);
    }

    private async Task<Worker> StartAsync(string fails = "not")
    {
        var worker = new Worker(_here, _rig.Time, fails);
        await worker.StartAsync(Ct);
        return worker;
    }

    private async Task RenewOnceAsync(Run run)
    {
        await _rig.Time.WaitForTimerAsync(Renewal, Ct);
        var before = run.Lease.ConfirmedAt;
        _rig.Time.Advance(Renewal);
        await _rig.Time.WaitForTimerAsync(Renewal, Ct);
        Assert.True(run.Lease.ConfirmedAt > before);
    }

    private sealed record Run(Lease Lease, CancellationToken Stopping);

    private sealed class Worker(Leases leases, TimeProvider time, string fails) : LeasedService(leases, time, NullLogger.Instance)
    {
        public const string Name = "work";

        public Channel<Run> Begun { get; } = Channel.CreateBounded<Run>(10);

        protected override string LeaseName => Name;

        public Task<Run> NextAsync() => Begun.Reader.ReadAsync(Ct).AsTask().WaitAsync(Patience, TimeProvider.System, Ct);

        protected override Task RunAsync(Lease lease, CancellationToken ct)
        {
            Begun.Writer.TryWrite(new Run(lease, ct));
            return fails switch
            {
                "before its first await" => throw new FormatException(),
                "by ending" => Task.CompletedTask,
                _ => WorkAsync(ct),
            };
        }

        private async Task WorkAsync(CancellationToken ct)
        {
            await Task.Yield();
            if (fails == "later") throw new FormatException();
            if (fails == "by a time limit of its own") throw new TaskCanceledException();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, ct);
        }
    }
}
