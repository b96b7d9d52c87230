using System.Globalization;

namespace Hub.Host.Configuration;

/// <summary>Whether one value fits its option: type and range.</summary>
internal static class ValueCheck
{
    /// <summary>What is wrong and how to put it right; null when nothing is.</summary>
    public static (string Problem, string Fix)? Fault(OptionNode node, Setting setting)
    {
        var quoted = setting.FromEnvironment;
        return node.Type switch
        {
            _ when setting.Form is SettingForm.Section or SettingForm.List or SettingForm.Nothing =>
                ($"must be {Expected(node)}", "write one value, or leave the key out for its default"),
            { } type when type == typeof(bool) =>
                (quoted || setting.Form == SettingForm.Truth) && bool.TryParse(setting.Text, out _) ? null : Wrong(node),
            { } type when type == typeof(int) || type == typeof(long) =>
                (quoted || setting.Form == SettingForm.Number) && Whole(setting.Text) is { } number ? RangeFault(node, number) : Wrong(node),
            { } type when type == typeof(double) =>
                (quoted || setting.Form == SettingForm.Number) && Fraction(setting.Text) is { } number ? RangeFault(node, number) : Wrong(node),
            { IsEnum: true } type =>
                setting.Form == SettingForm.Text && Enum.GetNames(type).Contains(setting.Text, StringComparer.OrdinalIgnoreCase)
                    ? null
                    : Wrong(node),
            _ => setting.Form == SettingForm.Text ? null : Wrong(node),
        };
    }

    private static (string Problem, string Fix) Wrong(OptionNode node) => ($"must be {Expected(node)}", Hint(node));

    private static string Expected(OptionNode node) => node.Type switch
    {
        { } type when type == typeof(bool) => "true or false",
        { } type when type == typeof(int) || type == typeof(long) => "a whole number" + RangeText(node),
        { } type when type == typeof(double) => "a number" + RangeText(node),
        { IsEnum: true } type => "one of " + string.Join(", ", Enum.GetNames(type).Select(name => $"\"{name.ToLowerInvariant()}\"")),
        _ => "text",
    };

    private static string Hint(OptionNode node) => node.Type switch
    {
        { } type when type == typeof(string) => "put the value in quotes",
        { IsEnum: true } => "write one of them, in quotes",
        { IsPrimitive: true } => "write it without quotes",
        _ => "put the value in quotes",
    };

    private static (string Problem, string Fix)? RangeFault(OptionNode node, decimal number) =>
        Limits(node) is { } limits && (number < limits.Least || number > limits.Most)
            ? ($"is out of range: it must be {limits.Least} to {limits.Most}", "choose a value in the range, or leave the key out for its default")
            : null;

    private static string RangeText(OptionNode node) => Limits(node) is { } limits ? $" of {limits.Least} to {limits.Most}" : "";

    private static (decimal Least, decimal Most)? Limits(OptionNode node) => node switch
    {
        { Range: { } range } => (ToDecimal(range.Minimum), ToDecimal(range.Maximum)),
        _ when node.Type == typeof(int) => (int.MinValue, int.MaxValue),
        _ => null,
    };

    private static decimal ToDecimal(object limit) => Convert.ToDecimal(limit, CultureInfo.InvariantCulture);

    private static decimal? Whole(string? text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static decimal? Fraction(string? text) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
}
