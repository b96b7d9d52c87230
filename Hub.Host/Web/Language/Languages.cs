namespace Hub.Host.Web.Language;

/// <summary>Chooses the language of a request: as the user set it, else as the browser asks for it.</summary>
internal static class Languages
{
    /// <summary>The cookie that holds the user's choice.</summary>
    public const string Cookie = "omnihub-language";

    private const int MostAsked = 10;

    public static Texts Of(HttpRequest request)
    {
        var asked = request.GetTypedHeaders().AcceptLanguage.Take(MostAsked)
            .OrderByDescending(language => language.Quality ?? 1).Select(language => language.Value.ToString());
        return asked.Prepend(request.Cookies[Cookie]).Select(Find).FirstOrDefault(found => found is not null) ?? Texts.All[0];
    }

    /// <summary>The language of a tag, or of what it begins with; null where there is none.</summary>
    public static Texts? Find(string? tag) =>
        tag is null ? null : Texts.All.FirstOrDefault(language => tag.Split('-')[0].Equals(language.Tag, StringComparison.OrdinalIgnoreCase));
}
