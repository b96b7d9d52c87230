using Hub.Core.Channels;
using Hub.Core.Storage;
using Hub.Tests.Deliveries;
using Hub.Tests.Fakes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hub.Tests.Channels;

public sealed class ChannelHostTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Exactly_the_account_whose_section_changed_is_made_anew()
    {
        await using var rig = await LedgerRig.OnSqliteAsync();
        var configuration = Configured(("a:Kind", "fake"), ("b:Kind", "fake"));
        var registry = new ChannelRegistry();
        using var host = NewHost(rig, configuration, registry, new FakeKind());
        Assert.True(await host.RunOnceAsync(Ct));
        var (a, b) = (registry.Find("a"), registry.Find("b"));

        configuration["Channels:b:Name"] = "Other";
        await host.RunOnceAsync(Ct);
        Assert.Same(a, registry.Find("a"));
        Assert.NotSame(b, registry.Find("b"));

        configuration["Channels:a:Enabled"] = "false";
        configuration["Channels:c:Kind"] = "fake";
        await host.RunOnceAsync(Ct);
        Assert.Equal(["b", "c"], registry.All.Select(channel => channel.Account.Id));
    }

    [Fact]
    public async Task One_that_cannot_start_is_an_alarm_until_it_can_and_stops_no_other()
    {
        await using var rig = await LedgerRig.OnSqliteAsync();
        var configuration = Configured(("a:Kind", "fake"), ("b:Kind", "none"), ("c:Kind", "fake"));
        var registry = new ChannelRegistry();
        using var host = NewHost(rig, configuration, registry, new FakeKind());

        Assert.False(await host.RunOnceAsync(Ct));
        Assert.Equal(["a", "c"], registry.All.Select(channel => channel.Account.Id));
        Assert.Equal("b", Assert.Single(await rig.Alarms.ListAsync(standingOnly: true, Guid.AllBitsSet, 10, Ct)).Subject);

        configuration["Channels:b:Kind"] = "fake";
        Assert.True(await host.RunOnceAsync(Ct));
        Assert.NotNull(registry.Find("b"));
        Assert.Empty(await rig.Alarms.ListAsync(standingOnly: true, Guid.AllBitsSet, 10, Ct));
    }

    [Fact]
    public async Task A_changed_account_that_cannot_start_leaves_the_former_one_at_work()
    {
        await using var rig = await LedgerRig.OnSqliteAsync();
        var configuration = Configured(("a:Kind", "fake"));
        var registry = new ChannelRegistry();
        using var host = NewHost(rig, configuration, registry, new FakeKind());
        await host.RunOnceAsync(Ct);
        var former = registry.Find("a");

        configuration["Channels:a:Fails"] = "true";
        Assert.False(await host.RunOnceAsync(Ct));
        Assert.Same(former, registry.Find("a"));
        Assert.Equal(0, Ends(former));
    }

    [Fact]
    public async Task What_is_replaced_removed_or_stopped_ends_once()
    {
        await using var rig = await LedgerRig.OnSqliteAsync();
        var configuration = Configured(("a:Kind", "fake"), ("b:Kind", "fake"), ("c:Kind", "fake"));
        var registry = new ChannelRegistry();
        using var host = NewHost(rig, configuration, registry, new FakeKind());
        await host.StartAsync(Ct);
        await Eventually.HoldsAsync(() => registry.Find("c") is not null, "all have started", Patience, Ct);
        var (a, b, c) = (registry.Find("a"), registry.Find("b"), registry.Find("c"));

        configuration["Channels:a:Name"] = "Other";
        configuration["Channels:b:Enabled"] = "false";
        configuration.Reload();
        await Eventually.HoldsAsync(() => (Ends(a), Ends(b)) == (1, 1), "the former ones have ended", Patience, Ct);
        Assert.Equal(0, Ends(c));

        await host.StopAsync(Ct);
        Assert.Equal((1, 1, 1), (Ends(a), Ends(b), Ends(c)));
    }

    [Fact]
    public async Task What_fetches_runs_on_one_node_and_on_the_other_when_that_stops()
    {
        await using var rig = await LedgerRig.OnSqliteAsync();
        var configuration = Configured(("a:Kind", "fake"));
        var (kind, other) = (new FakeKind(), new FakeKind());
        using var first = NewHost(rig, configuration, new ChannelRegistry(), kind, "node-1");
        using var second = NewHost(rig, configuration, new ChannelRegistry(), other, "node-2");
        await first.StartAsync(Ct);
        await Eventually.HoldsAsync(() => kind.Fetching == 1, "the first fetches", Patience, Ct);
        await second.StartAsync(Ct);
        await rig.AdvanceUntilAsync(() => Task.FromResult(rig.Time.GetTimestamp() > TimeSpan.FromSeconds(20).Ticks), TimeSpan.FromSeconds(30), "");
        Assert.Equal((1, 0), (kind.Fetching, other.Fetching));

        await first.StopAsync(Ct);
        await rig.AdvanceUntilAsync(() => Task.FromResult(other.Fetching == 1), TimeSpan.FromSeconds(30), "the second fetches");
        Assert.Equal(0, kind.Fetching);
        await second.StopAsync(Ct);
        Assert.Equal(0, other.Fetching);
    }

    private static int Ends(IChannel? channel) => Assert.IsType<FakeKind.Fetcher>(channel).Ends;

    private static ChannelHost NewHost(LedgerRig rig, IConfiguration configuration, ChannelRegistry registry, FakeKind kind, string node = "node-1") =>
        new(configuration, [kind], registry, new Leases(rig.Store, new NodeId(node)), rig.Alarms, rig.Time, NullLogger<ChannelHost>.Instance);

    private static IConfigurationRoot Configured(params (string Key, string Value)[] settings) => new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Select(entry => KeyValuePair.Create("Channels:" + entry.Key, (string?)entry.Value)))
        .Build();

    private sealed class FakeKind : IChannelKind
    {
        private int _fetching;

        public int Fetching => Volatile.Read(ref _fetching);

        public string Kind => "fake";

        public Type OptionsType => typeof(object);

        public IChannel Create(string id, IConfigurationSection section) =>
            section["Fails"] == "true" ? throw new InvalidOperationException("it was told to fail") : new Fetcher(id, this);

        public sealed class Fetcher(string id, FakeKind kind) : IPollingChannel, IAsyncDisposable
        {
            public ChannelAccount Account { get; } = new FakeProvider(id).Account;

            public int Ends { get; private set; }

            public ValueTask DisposeAsync()
            {
                Ends++;
                return ValueTask.CompletedTask;
            }

            public async Task RunAsync(CancellationToken ct)
            {
                Interlocked.Increment(ref kind._fetching);
                try
                {
                    await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, ct);
                }
                finally
                {
                    Interlocked.Decrement(ref kind._fetching);
                }
            }
        }
    }
}
