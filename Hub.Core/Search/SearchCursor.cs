using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Hub.Core.Search;

/// <summary>A place among the results, to be handed back unread: the activity and number of the last conversation of a page.</summary>
/// <param name="ActiveAt">UTC milliseconds.</param>
/// <param name="Number">The conversation's short number.</param>
public sealed record SearchCursor(long ActiveAt, long Number)
{
    /// <summary>Before the first result.</summary>
    public static readonly SearchCursor Start = new(long.MaxValue, long.MaxValue);

    /// <summary>The form for a caller to keep.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{ActiveAt}-{Number}");

    /// <summary>Reads what <see cref="ToString"/> wrote; false for anything else.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out SearchCursor? cursor)
    {
        cursor = null;
        var parts = text?.Split('-');
        if (parts is not { Length: 2 } || !TryNumber(parts[0], out var activeAt) || !TryNumber(parts[1], out var number)) return false;
        cursor = new SearchCursor(activeAt, number);
        return true;
    }

    private static bool TryNumber(string text, out long number) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
