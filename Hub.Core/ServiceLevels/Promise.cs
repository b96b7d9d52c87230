using Hub.Core.Calendars;

namespace Hub.Core.ServiceLevels;

/// <summary>A target as it counts for a conversation now: whose it is, and by which calendar its time passes.</summary>
/// <param name="Queue">The queue that promises it.</param>
/// <param name="Target">The target.</param>
/// <param name="Hours">The calendar; null for always open.</param>
internal sealed record Promise(QueueRule Queue, ServiceTarget Target, BusinessCalendar? Hours);
