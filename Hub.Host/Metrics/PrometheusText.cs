using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace Hub.Host.Metrics;

/// <summary>Names and lines of Prometheus' text format.</summary>
internal static class PrometheusText
{
    private const int LongestLabel = 100;

    /// <summary>The instrument's name with its unit and, for counters, <c>_total</c> at the end.</summary>
    public static string Name(Instrument instrument, string kind)
    {
        var unit = instrument.Unit switch
        {
            "s" => "_seconds",
            "ms" => "_milliseconds",
            "By" => "_bytes",
            _ => "",
        };
        var name = Plain(instrument.Name);
        if (!name.EndsWith(unit, StringComparison.Ordinal)) name += unit;
        return kind == "counter" && !name.EndsWith("_total", StringComparison.Ordinal) ? name + "_total" : name;
    }

    public static void AppendLabel(StringBuilder text, string name, object? value)
    {
        var shown = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
        if (shown.Length > LongestLabel) shown = shown[..LongestLabel];
        if (text.Length > 0) text.Append(',');
        text.Append(Plain(name)).Append("=\"").Append(Escape(shown).Replace("\"", "\\\"", StringComparison.Ordinal)).Append('"');
    }

    public static void AppendSample(StringBuilder text, string name, string labels, double value)
    {
        text.Append(name);
        if (labels.Length > 0) text.Append('{').Append(labels).Append('}');
        text.Append(' ').Append(value.ToString(CultureInfo.InvariantCulture)).Append('\n');
    }

    public static string Escape(string value) =>
        value.Replace("\\", @"\\", StringComparison.Ordinal).Replace("\n", @"\n", StringComparison.Ordinal);

    private static string Plain(string name) => string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_'));
}
