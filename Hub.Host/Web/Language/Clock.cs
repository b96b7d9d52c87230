using System.Globalization;

namespace Hub.Host.Web.Language;

/// <summary>Writes times as the user reads them: in their zone and language, short where a glance must do.</summary>
public sealed class Clock(TimeProvider time, TimeZoneInfo zone, Texts texts)
{
    /// <summary>The cookie in which the script tells the browser's time zone (an IANA name).</summary>
    public const string Cookie = "omnihub-zone";

    /// <summary>The clock of a request; UTC until the browser has told its zone.</summary>
    public static Clock Of(HttpRequest request, TimeProvider time, Texts texts)
    {
        var name = request.Cookies[Cookie];
        var zone = name is { Length: <= 64 } && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var found) ? found : TimeZoneInfo.Utc;
        return new Clock(time, zone, texts);
    }

    /// <summary>How long ago, in a few characters: 4 min, 3 h, 2 d, then the date. The script keeps it up to date by the same rule.</summary>
    public string Ago(DateTimeOffset at)
    {
        var past = time.GetUtcNow() - at;
        return past switch
        {
            { TotalMinutes: < 1 } => texts["time.now"],
            { TotalHours: < 1 } => texts["time.minutes", (int)past.TotalMinutes],
            { TotalDays: < 1 } => texts["time.hours", (int)past.TotalHours],
            { TotalDays: < 7 } => texts["time.days", (int)past.TotalDays],
            _ => Local(at).ToString(texts["time.date"], texts.Culture),
        };
    }

    /// <summary>How long it is until then, or how late it is. The script counts on by the same rule.</summary>
    public string Left(DateTimeOffset due)
    {
        var left = due - time.GetUtcNow();
        var length = left.Duration();
        var words = length switch
        {
            { TotalHours: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{length.Minutes}:{length.Seconds:00}"),
            { TotalDays: < 1 } => texts["sla.hours", (int)length.TotalHours],
            _ => texts["sla.days", (int)length.TotalDays],
        };
        return texts[left < TimeSpan.Zero ? "sla.late" : "sla.left", words];
    }

    /// <summary>Whether it is over.</summary>
    public bool IsPast(DateTimeOffset at) => at < time.GetUtcNow();

    /// <summary>The whole time, for those who ask exactly.</summary>
    public string Full(DateTimeOffset at) => Local(at).ToString(texts["time.full"], texts.Culture);

    /// <summary>The time of the day.</summary>
    public string Hour(DateTimeOffset at) => Local(at).ToString("HH:mm", texts.Culture);

    /// <summary>The day, as a heading between messages.</summary>
    public string Day(DateTimeOffset at)
    {
        var days = Local(time.GetUtcNow()).Date - Local(at).Date;
        return days.Days switch
        {
            0 => texts["time.today"],
            1 => texts["time.yesterday"],
            _ => Local(at).ToString(texts["time.day"], texts.Culture),
        };
    }

    /// <summary>What two messages of the same day share.</summary>
    public string DayKey(DateTimeOffset at) => Local(at).ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    /// <summary>For the <c>datetime</c> attribute.</summary>
    public static string Machine(DateTimeOffset at) => at.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private DateTimeOffset Local(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, zone);
}
