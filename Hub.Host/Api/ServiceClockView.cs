using Hub.Core;
using Hub.Core.ServiceLevels;

namespace Hub.Host.Api;

/// <summary>A promise to a customer, with its times and what became of it.</summary>
internal sealed record ServiceClockView(
    string Id, string Metric, string Queue, long QueueVersion, ServiceTarget Target, DateTimeOffset Started, DateTimeOffset? Due, DateTimeOffset? Paused,
    DateTimeOffset? Warned, DateTimeOffset? Breached, DateTimeOffset? Ended, string? EndedBy)
{
    public static ServiceClockView Of(ServiceClock clock) => new(
        Ids.Text(clock.Id), clock.Metric, Ids.Text(clock.QueueId), clock.QueueVersion, clock.Target, clock.StartedAt.ToTime(), clock.DueAt?.ToTime(), clock.Time.PausedAt?.ToTime(),
        clock.WarnedAt?.ToTime(), clock.BreachedAt?.ToTime(), clock.EndedAt?.ToTime(), clock.EndedBy);
}
