using AngleSharp.Html.Parser.Tokens;

namespace Hub.Core.Html;

/// <summary>
/// What the sender hides is left out everywhere, from the markup and from the text: an agent, the search and an automation see the
/// same message. (Newsletters hide their preview line this way; attackers hide instructions.)
/// </summary>
internal static class HiddenRule
{
    public static bool Hides(HtmlTagToken tag)
    {
        var attributes = tag.Attributes;
        var hidden = false;
        for (var i = 0; i < attributes.Count && i < HtmlLimits.MaxAttributes; i++)
        {
            var name = attributes[i].Name;
            if (name == "hidden")
                return true;
            if (name == "style" && !hidden)
                hidden = StyleHides(attributes[i].Value);
        }
        return hidden;
    }

    private static bool StyleHides(string style)
    {
        bool displayed = true, visible = true;
        foreach (var (name, value) in CssDeclarations.Of(style))
        {
            if (name == "display")
                displayed = !StartsWith(value, "none");
            else if (name == "visibility")
                visible = !StartsWith(value, "hidden");
        }
        return !displayed || !visible;
    }

    private static bool StartsWith(string value, string word) => value.StartsWith(word, StringComparison.OrdinalIgnoreCase);
}
