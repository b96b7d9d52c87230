using System.Globalization;

namespace Hub.Channels.Mail.Mime.Reading;

/// <summary>Reads dates (RFC 5322 section 3.3, with the obsolete forms of section 4.3).</summary>
internal static class MailDates
{
    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    private static readonly Dictionary<string, int> Zones = new(StringComparer.OrdinalIgnoreCase)
    {
        ["EST"] = -5, ["EDT"] = -4, ["CST"] = -6, ["CDT"] = -5, ["MST"] = -7, ["MDT"] = -6, ["PST"] = -8, ["PDT"] = -7,
    };

    /// <summary>The time in UTC, or null where it cannot be read. A zone that is not known counts as UTC (section 4.3).</summary>
    public static DateTimeOffset? Read(string raw)
    {
        var words = Words(raw);
        var first = words.Count > 0 && char.IsAsciiLetter(words[0][0]) ? 1 : 0;
        if (words.Count < first + 4) return null;
        if (!Number(words[first], out var day) || Month(words[first + 1]) is not { } month || Year(words[first + 2]) is not { } year) return null;
        if (Time(words[first + 3]) is not { } time || day < 1 || day > DateTime.DaysInMonth(year, month)) return null;
        var zone = words.Count > first + 4 ? Zone(words[first + 4]) : TimeSpan.Zero;
        if (zone is not { } offset) return null;

        var ticks = new DateTime(year, month, day, 0, 0, 0, DateTimeKind.Unspecified).Ticks + time.Ticks - offset.Ticks;
        return ticks < 0 || ticks > DateTime.MaxValue.Ticks ? null : new DateTimeOffset(ticks, TimeSpan.Zero);
    }

    private static List<string> Words(string raw)
    {
        const int most = 6;
        var words = new List<string>(most);
        for (var at = 0; at < raw.Length && words.Count < most;)
        {
            if (raw[at] == '(')
            {
                at = Comment.End(raw, at);
                continue;
            }
            var length = raw.AsSpan(at).IndexOfAny(" \t,(");
            if (length < 0) length = raw.Length - at;
            if (length > 0) words.Add(raw.Substring(at, length));
            at += length > 0 ? length : 1;
        }
        return words;
    }

    private static bool Number(ReadOnlySpan<char> text, out int value) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && text.Length <= 4;

    private static int? Month(string word)
    {
        if (Number(word, out var number)) return number is >= 1 and <= 12 ? number : null;
        var month = word.Length < 3 ? -1 : Array.FindIndex(Months, name => word.StartsWith(name, StringComparison.OrdinalIgnoreCase));
        return month < 0 ? null : month + 1;
    }

    private static int? Year(string word)
    {
        if (!Number(word, out var year)) return null;
        if (word.Length == 2) year += year < 50 ? 2000 : 1900;
        else if (word.Length == 3) year += 1900;
        return year is >= 1 and <= 9999 ? year : null;
    }

    private static TimeSpan? Time(string word)
    {
        var parts = word.Split(':', '.');
        if (parts.Length is < 2 or > 4 || !Number(parts[0], out var hour) || !Number(parts[1], out var minute)) return null;
        var second = 0;
        if (parts.Length > 2 && !Number(parts[2], out second)) return null;
        // the clock has no leap second
        return hour < 24 && minute < 60 && second <= 60 ? new TimeSpan(hour, minute, Math.Min(second, 59)) : null;
    }

    private static TimeSpan? Zone(string word)
    {
        var sign = word[0] is '+' ? 1 : word[0] is '-' ? -1 : 0;
        if (sign == 0) return TimeSpan.FromHours(word.Length >= 3 ? Zones.GetValueOrDefault(word[..3]) : 0);
        if (!Number(word.AsSpan(1), out var value) || value % 100 >= 60) return null;
        return sign * new TimeSpan(value / 100, value % 100, 0);
    }
}
