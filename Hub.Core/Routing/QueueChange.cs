namespace Hub.Core.Routing;

/// <summary>What to change of a queue; what is left out stays. Its key always does.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="Calendar">The id or key of the calendar by which it is open; null for none.</param>
public sealed record QueueChange(string? Name, Optional<string?> Calendar);
