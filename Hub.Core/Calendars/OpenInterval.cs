namespace Hub.Core.Calendars;

/// <summary>A time during which it is open, UTC.</summary>
/// <param name="Opens">The first instant.</param>
/// <param name="Closes">The instant after the last.</param>
public readonly record struct OpenInterval(DateTimeOffset Opens, DateTimeOffset Closes)
{
    /// <summary>How long it is.</summary>
    public TimeSpan Length => Closes - Opens;
}
