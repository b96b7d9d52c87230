using System.Globalization;
using System.Resources;
using System.Text.Json.Nodes;

namespace Hub.Host.Web.Language;

/// <summary>What the pages say, in one language: the resources <c>Texts</c>, with English where a language lacks one.</summary>
public sealed class Texts
{
    private static readonly ResourceManager Resources = new("Hub.Host.Web.Language.Texts", typeof(Texts).Assembly);

    private Texts(string tag, string name) => (Tag, Name, Culture) = (tag, name, CultureInfo.GetCultureInfo(tag));

    /// <summary>The languages there are; the first is the usual one.</summary>
    public static IReadOnlyList<Texts> All { get; } = [new("en", "English"), new("zh", "中文")];

    /// <summary>The language's tag (BCP 47).</summary>
    public string Tag { get; }

    /// <summary>What it calls itself.</summary>
    public string Name { get; }

    public CultureInfo Culture { get; }

    /// <summary>A text by its key.</summary>
    public string this[string key] =>
        Resources.GetString(key, Culture) ?? throw new ArgumentException($"There is no text '{key}'.", nameof(key));

    /// <summary>A text with its gaps filled.</summary>
    public string this[string key, params object?[] values] => string.Format(Culture, this[key], values);

    /// <summary>These texts as JSON, by key: what a script says by itself.</summary>
    public string Json(IEnumerable<string> keys)
    {
        var json = new JsonObject();
        foreach (var key in keys) json[key] = JsonValue.Create(this[key]);
        return json.ToJsonString();
    }

    /// <summary>A text for one of a set of words, such as a state; the word itself where there is none.</summary>
    public string Of(string set, string word) => Resources.GetString($"{set}.{word}", Culture) ?? word;
}
