using System.Collections.Concurrent;
using Hub.Core.Channels;
using Hub.Tests.Deliveries;
using Hub.Tests.Fakes;

namespace Hub.Tests.Contracts;

/// <summary>How many go to one mail domain at the same time.</summary>
public abstract class DomainLimitContract<TDatabase> : StoreContractBase<TDatabase> where TDatabase : ITestDatabase, new()
{
    [Fact]
    public async Task What_goes_to_others_does_not_wait_behind_a_domain_that_has_all_it_may()
    {
        var rig = LedgerRig.On(Store);
        var held = new Held();
        rig.Use(new FakeProvider("fake", new ChannelCapabilities { MaxPerSecond = 1_000_000, MaxConcurrent = 8, MaxPerDomain = 2 }) { Answer = held.AnswerAsync });
        for (var i = 0; i < 20; i++) held.Add(await rig.PlanAsync(rig.NewId(), to: $"a{i}@big.example"), "big.example");
        for (var i = 0; i < 3; i++) held.Add(await rig.PlanAsync(rig.NewId(), to: $"b{i}@small.example"), "small.example");
        for (var i = 0; i < 3; i++) held.Add(await rig.PlanAsync(rig.NewId(), to: $"customer-{i}"), "");

        var lane = rig.NewLane();
        while (await lane.RunOnceAsync(Ct) == TimeSpan.Zero) Ct.ThrowIfCancellationRequested();
        await Eventually.HoldsAsync(() => held.Count == 7, "all that may be in flight are", Patience, Ct);
        Assert.Equal(["", "", "", "big.example", "big.example", "small.example", "small.example"], held.Domains);

        // a place that gets free is taken by one of the same domain
        held.Release("big.example");
        await Eventually.HoldsAsync(
            async _ =>
            {
                await lane.RunOnceAsync(Ct);
                return held.Given == 8;
            },
            "the next goes", Patience, Ct);
        held.ReleaseAll();
        await Eventually.HoldsAsync(
            async _ =>
            {
                await lane.RunOnceAsync(Ct);
                return held.Given == 26;
            },
            "all go", Patience, Ct);
        await lane.WhenIdleAsync();
        Assert.Equal(2, held.Most);
        Assert.Equal(26, await CountAsync("SELECT COUNT(*) FROM deliveries WHERE state = 'accepted'"));
    }

    /// <summary>A provider that answers when it is told to.</summary>
    private sealed class Held
    {
        private readonly Lock _gate = new();
        private readonly List<(string Domain, TaskCompletionSource Done)> _held = [];
        private readonly ConcurrentDictionary<Guid, byte> _given = new();
        private readonly Dictionary<Guid, string> _domains = [];
        private bool _isOpen;

        public int Count
        {
            get { lock (_gate) return _held.Count; }
        }

        public int Given => _given.Count;

        /// <summary>The most at the same time to one domain.</summary>
        public int Most { get; private set; }

        public IEnumerable<string> Domains
        {
            get { lock (_gate) return [.. _held.Select(one => one.Domain).Order(StringComparer.Ordinal)]; }
        }

        public void Add(Guid delivery, string domain) => _domains.Add(delivery, domain);

        public async Task<DeliveryResult> AnswerAsync(OutboundMessage message, CancellationToken ct)
        {
            var entry = (Domain: _domains[message.DeliveryId], Done: new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
            lock (_gate)
            {
                _held.Add(entry);
                _given[message.DeliveryId] = 0;
                Most = Math.Max(Most, _held.Where(one => one.Domain.Length > 0).GroupBy(one => one.Domain).Max(group => (int?)group.Count()) ?? 0);
                if (_isOpen) entry.Done.SetResult();
            }

            await entry.Done.Task.WaitAsync(ct);
            lock (_gate) _held.Remove(entry);
            return new DeliveryResult.Accepted(null);
        }

        public void Release(string domain)
        {
            lock (_gate) _held.Find(one => one.Domain == domain).Done.SetResult();
        }

        public void ReleaseAll()
        {
            lock (_gate)
            {
                _isOpen = true;
                foreach (var (_, done) in _held) done.TrySetResult();
            }
        }
    }
}
