using System.Globalization;

namespace Hub.Core.Subscriptions;

/// <summary>An event that no entry of the journal tells: the numbers that a receiver was to be told and that the journal has forgotten.</summary>
public static class EventGap
{
    /// <summary>Its kind.</summary>
    public const string Kind = "subscription.gap";

    /// <summary>Its changes: the first and the last of those numbers.</summary>
    public static string Changes(long from, long to) => string.Create(CultureInfo.InvariantCulture, $$"""{"from":{{from}},"to":{{to}}}""");
}
