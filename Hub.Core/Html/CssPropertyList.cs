using System.Collections.Frozen;

namespace Hub.Core.Html;

/// <summary>
/// The CSS properties of a style attribute that stay. Not among them, on purpose: everything that moves content out of its place
/// (position, z-index, transform, negative margins), hides it (opacity, clip, overflow, height limits), loads something
/// (background-image, list-style-image, content, cursor) or runs over time (animation, transition).
/// </summary>
internal static class CssPropertyList
{
    private static readonly FrozenDictionary<string, CssProperty> Properties = Build(
        (new() { IsOpaque = true }, "color"),
        (new(), "background background-color"),
        (new() { HasNames = true }, "font-family"),
        (new() { HasNames = true, MinPx = 6, MaxPx = 100, MaxPercent = 300, MaxNumber = 900 }, "font"),
        (new() { MinPx = 6, MaxPx = 100, MaxPercent = 300 }, "font-size"),
        (new() { MaxNumber = 1000 }, "font-weight"),
        (new() { MinPx = 6, MaxPx = 120, MaxPercent = 300, MaxNumber = 5 }, "line-height"),
        (new(), "font-style font-variant text-align text-decoration text-decoration-line text-decoration-color text-decoration-style"),
        (new(), "text-transform white-space word-break overflow-wrap word-wrap direction list-style-type border-collapse"),
        (new(), "caption-side empty-cells table-layout clear"),
        (new() { MaxPx = 200 }, "text-indent vertical-align"),
        (new() { MaxPx = 20 }, "border border-top border-right border-bottom border-left border-width border-top-width"),
        (new() { MaxPx = 20 }, "border-right-width border-bottom-width border-left-width border-spacing"),
        (new(), "border-color border-top-color border-right-color border-bottom-color border-left-color"),
        (new(), "border-style border-top-style border-right-style border-bottom-style border-left-style"),
        (new() { MaxPx = 100 }, "border-radius"),
        (new() { MaxPx = 200, MaxPercent = 50 }, "margin margin-top margin-right margin-bottom margin-left"),
        (new() { MaxPx = 200, MaxPercent = 50 }, "padding padding-top padding-right padding-bottom padding-left"),
        (new(), "width max-width"),
        (new() { Words = Set("left right none") }, "float"),
        (new() { Words = Set("block inline inline-block list-item table table-row table-cell table-row-group") }, "display"));

    /// <summary>The colour words and others that would make text invisible; refused where colours must be opaque.</summary>
    public static readonly FrozenSet<string> Invisible = Set("transparent");

    /// <summary>False for a property that goes away.</summary>
    public static bool TryGet(string name, out CssProperty? property) => Properties.TryGetValue(name, out property);

    private static FrozenSet<string> Set(string words) => words.Split(' ').ToFrozenSet(StringComparer.Ordinal);

    private static FrozenDictionary<string, CssProperty> Build(params ReadOnlySpan<(CssProperty Property, string Names)> rows)
    {
        var properties = new Dictionary<string, CssProperty>();
        foreach (var (property, names) in rows)
            foreach (var name in names.Split(' '))
                properties.Add(name, property);
        return properties.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
