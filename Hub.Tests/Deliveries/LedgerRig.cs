using Hub.Core;
using Hub.Core.Alarms;
using Hub.Core.Channels;
using Hub.Core.Deliveries;
using Hub.Core.Storage;
using Hub.Core.Storage.Sqlite;
using Hub.Tests.Fakes;
using Hub.Tests.Servers;
using Hub.Tests.Time;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Hub.Tests.Deliveries;

/// <summary>An empty ledger and one fake provider; lanes are run step by step, so that a test is the same each time.</summary>
public sealed class LedgerRig : IAsyncDisposable
{
    private readonly IDisposable? _folder;

    private LedgerRig(Store store, IDisposable? folder)
    {
        (Store, _folder) = (store, folder);
        Content = new FakeContent(store.Time);
        Ledger = new DeliveryLedger(store);
        Receipts = new Receipts(store);
        Alarms = new AlarmStore(store, NullLogger<AlarmStore>.Instance);
        Channels.Put(Provider);
    }

    public Store Store { get; }

    public ManualTime Time => (ManualTime)Store.Time;

    public FakeProvider Provider { get; private set; } = new();

    public FakeContent Content { get; }

    public DeliveryLedger Ledger { get; }

    public Receipts Receipts { get; }

    public AlarmStore Alarms { get; }

    public ChannelRegistry Channels { get; } = new();

    public NodeId Node { get; } = new("node-1");

    public SuppressionOptions Suppressing { get; set; } = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<LedgerRig> OnSqliteAsync(ChannelCapabilities? can = null)
    {
        var folder = new TempFolder("deliveries");
        var store = new SqliteStore(folder.Path, new ManualTime());
        await store.OpenAsync(Ct);
        var rig = new LedgerRig(store, folder);
        if (can is not null) rig.Use(new FakeProvider("fake", can));
        return rig;
    }

    /// <summary>On a store that is open and is not the rig's to close.</summary>
    public static LedgerRig On(Store store) => new(store, null);

    public void Use(FakeProvider provider) => Channels.Put(Provider = provider);

    public Dispatcher NewDispatcher(NodeId? node = null) => new(
        Store, node ?? Node, Channels, Content, Alarms, Options.Create(Suppressing), new Random(1), NullLogger<Dispatcher>.Instance);

    internal ChannelLane NewLane(NodeId? node = null) => new(Provider, Store.Signals[Topic.Deliveries], NewParts(node));

    internal ChannelLane NewLane(LaneParts parts) => new(Provider, Store.Signals[Topic.Deliveries], parts);

    internal ChannelLane NewLane(IOutboundChannel channel) => new(channel, Store.Signals[Topic.Deliveries], NewParts());

    internal AbandonedDeliveries NewSweep(NodeId? node = null) => new(Store, node ?? Node, Channels, new Random(1));

    internal LaneParts NewParts(NodeId? node = null) =>
        new(
            new DeliveryWork(Store, node ?? Node, new SoftBounces(Suppressing)), new Ownership(Store, node ?? Node, NullLogger.Instance), Content, Alarms, Store.Time,
            NullLogger.Instance)
        {
            Random = new Random(1),
            Ending = CancellationToken.None,
        };

    public Task<Guid> PlanAsync(Guid conversation, TimeSpan? sendIn = null, string channel = "fake", TimeSpan? giveUpAfter = null, string to = "customer-1", string purpose = SendPurpose.Answer) =>
        Store.WriteAsync(
            (tx, ct) => DeliveryLedger.PlanAsync(
                tx,
                new NewDelivery
                {
                    MessageId = Ids.New(Store.Time),
                    ConversationId = conversation,
                    Channel = channel,
                    Address = to,
                    Purpose = purpose,
                    SendAt = sendIn is { } wait ? Store.Time.GetUtcNow() + wait : null,
                    GiveUpAfter = giveUpAfter ?? TimeSpan.FromDays(3),
                },
                ct),
            Ct);

    public Guid NewId() => Ids.New(Store.Time);

    /// <summary>Runs a lane until it finds nothing more to send now.</summary>
    internal async Task PumpAsync(ChannelLane lane)
    {
        int before;
        do
        {
            before = Provider.Given.Count;
            await lane.RunOnceAsync(Ct);
            await lane.WhenIdleAsync();
        }
        while (Provider.Given.Count != before);
    }

    public Task PumpAsync() => PumpAsync(NewLane());

    public Task<bool> CancelAsync(Guid id) => Store.WriteAsync((tx, ct) => DeliveryLedger.CancelAsync(tx, id, "agent:1", ct), Ct);

    public Task<bool> RetryAsync(Guid id) => Store.WriteAsync((tx, ct) => DeliveryLedger.RetryAsync(tx, id, "agent:1", ct), Ct);

    public Task<bool> SettleAsync(Guid id, DeliveryState state) =>
        Store.WriteAsync((tx, ct) => DeliveryLedger.SettleAsync(tx, id, state, "agent:1", ct), Ct);

    public async Task<Delivery> FindAsync(Guid id) => (await Ledger.FindAsync(id, Ct))!;

    public async Task<DeliveryState> StateAsync(Guid id) => (await FindAsync(id)).State;

    public async Task<DeliveryState[]> LifeAsync(Guid id) => [.. (await Ledger.LifeAsync(id, Ct)).Select(happened => happened.State)];

    public Task<List<string>> JournalAsync() => Store.ReadAsync(
        (session, ct) => session.ListAsync<string>("SELECT changes FROM journal WHERE kind = 'delivery.changed' ORDER BY seq", null, ct), Ct);

    /// <summary>Makes every ownership look as if it had not been renewed in time.</summary>
    public Task LapseAsync() => Store.WriteAsync(
        (tx, ct) => tx.ExecuteAsync("UPDATE deliveries SET owned_until = 0 WHERE owned_until IS NOT NULL", null, ct), Ct);

    /// <summary>While the deliveries have another name, the store refuses whatever concerns them.</summary>
    public Task RenameTableAsync(string from, string to) =>
        Store.WriteAsync((tx, ct) => tx.ExecuteAsync($"ALTER TABLE {from} RENAME TO {to}", null, ct), Ct);

    /// <summary>Moves the clock in small steps, letting background work follow, until the condition holds.</summary>
    public async Task AdvanceUntilAsync(Func<Task<bool>> condition, TimeSpan atMost, string what)
    {
        var step = TimeSpan.FromMilliseconds(250);
        for (var gone = TimeSpan.Zero; !await condition(); gone += step)
        {
            if (gone > atMost) throw new TimeoutException($"Not within {atMost}: {what}.");
            Time.Advance(step);
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, Ct);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_folder is null) return;
        await Store.DisposeAsync();
        _folder.Dispose();
    }
}
