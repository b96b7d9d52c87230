using System.Globalization;

namespace Hub.Core.Calendars;

/// <summary>When it is open on one day: spans in their order that neither overlap nor touch. It reads <c>09:00-12:00 13:00-17:30</c>.</summary>
public sealed class DayHours : IEquatable<DayHours>
{
    /// <summary>The longest text of them, in UTF-16 units.</summary>
    public const int LongestText = 200;

    /// <summary>Never open.</summary>
    public static readonly DayHours None = new([]);

    /// <summary>Open from midnight to midnight.</summary>
    public static readonly DayHours AllDay = new([new DaySpan(0, DaySpan.Day)]);

    private DayHours(IReadOnlyList<DaySpan> spans) => Spans = spans;

    /// <summary>The spans in their order.</summary>
    public IReadOnlyList<DaySpan> Spans { get; }

    /// <summary>The hours of all these spans, in any order, which may overlap.</summary>
    public static DayHours Of(IEnumerable<DaySpan> spans)
    {
        var joined = new List<DaySpan>();
        foreach (var span in spans.Where(span => span.From < span.To).OrderBy(span => span.From))
        {
            if (joined.Count > 0 && span.From <= joined[^1].To) joined[^1] = joined[^1] with { To = Math.Max(joined[^1].To, span.To) };
            else joined.Add(span);
        }

        return joined.Count == 0 ? None : new DayHours(joined);
    }

    /// <summary>Reads spans with spaces or commas between; a time of day is two digits, a colon and two digits, and a span ends at 24:00 at the latest.</summary>
    /// <returns>The hours; null where the text is none, or has no span at all.</returns>
    public static DayHours? Read(string text)
    {
        if (text.Length > LongestText) return null;
        var spans = new List<DaySpan>();
        foreach (var part in text.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries))
        {
            if (part.Split('-') is not [var opens, var closes] || Minute(opens) is not { } from || Minute(closes) is not { } to || to <= from) return null;
            spans.Add(new DaySpan(from, to));
        }

        return spans.Count == 0 ? null : Of(spans);
    }

    /// <summary>Whether it is open at this time of day.</summary>
    public bool Contains(TimeSpan timeOfDay) => Spans.Any(span => timeOfDay.TotalMinutes >= span.From && timeOfDay.TotalMinutes < span.To);

    /// <summary>These hours but for others.</summary>
    public DayHours Without(DayHours others)
    {
        var left = Spans;
        foreach (var hole in others.Spans)
            left = [.. left.SelectMany(span => new[] { span with { To = Math.Min(span.To, hole.From) }, span with { From = Math.Max(span.From, hole.To) } }).Where(span => span.From < span.To)];
        return Of(left);
    }

    /// <inheritdoc/>
    public bool Equals(DayHours? other) => other is not null && Spans.SequenceEqual(other.Spans);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as DayHours);

    /// <inheritdoc/>
    public override int GetHashCode() => Spans.Aggregate(0, HashCode.Combine);

    /// <summary>The text from which they are read.</summary>
    public override string ToString() => string.Join(' ', Spans.Select(span => $"{Clock(span.From)}-{Clock(span.To)}"));

    private static string Clock(int minute) => string.Create(CultureInfo.InvariantCulture, $"{minute / 60:00}:{minute % 60:00}");

    private static int? Minute(string text)
    {
        if (text == "24:00") return DaySpan.Day;
        return TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? (time.Hour * 60) + time.Minute : null;
    }
}
