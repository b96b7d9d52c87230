namespace Hub.Core.Calendars.Reading;

/// <summary>What an event repeats by.</summary>
internal enum RecurrenceUnit
{
    Day,
    Week,
    Month,
    Year,
}
