namespace Hub.Core.Calendars.Reading;

/// <summary>What an event says of its days.</summary>
internal enum DayMark
{
    /// <summary>Nothing: it has only a name.</summary>
    None,

    /// <summary>They are off.</summary>
    Off,

    /// <summary>They are moved workdays.</summary>
    Workday,
}
