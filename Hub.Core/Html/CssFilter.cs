using System.Text;

namespace Hub.Core.Html;

/// <summary>Reduces a style attribute to allowed properties with understood values, written in one canonical form.</summary>
internal static class CssFilter
{
    /// <summary>The declarations that stay, <c>name:value</c> joined by semicolons; null if there are none.</summary>
    public static string? Clean(string style)
    {
        var result = new StringBuilder();
        var kept = 0;
        foreach (var (name, value) in CssDeclarations.Of(style))
        {
            if (!CssPropertyList.TryGet(name, out var property) || new CssValue(property!).Clean(value) is not { } clean)
                continue;
            if (++kept > HtmlLimits.MaxDeclarations)
                break;
            if (result.Length > 0)
                result.Append(';');
            result.Append(name).Append(':').Append(clean);
        }
        return result.Length > 0 ? result.ToString() : null;
    }
}
