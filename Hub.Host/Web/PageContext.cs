using Hub.Host.Web.Language;

namespace Hub.Host.Web;

/// <summary>What every component knows of the request that it is rendered for.</summary>
public record PageContext
{
    /// <summary>The cookie that holds the user's choice of colours.</summary>
    public const string ThemeCookie = "omnihub-theme";

    /// <summary>The colours there are to choose.</summary>
    public static IReadOnlyList<string> Themes { get; } = ["light", "dark"];

    private PageContext(Texts texts, Clock clock) => (T, Clock) = (texts, clock);

    /// <summary>The texts in the user's language.</summary>
    public Texts T { get; }

    /// <summary>Writes times as the user reads them.</summary>
    public Clock Clock { get; }

    /// <summary>The user's choice of colours, one of <see cref="Themes"/>; null for that of the system.</summary>
    public string? Theme { get; private init; }

    /// <summary>When it is asked for.</summary>
    public DateTimeOffset Now { get; private init; }

    /// <summary>The context of a request.</summary>
    public static PageContext Of(HttpContext http, TimeProvider time)
    {
        var texts = Languages.Of(http.Request);
        return new PageContext(texts, Clock.Of(http.Request, time, texts))
        {
            Theme = http.Request.Cookies[ThemeCookie] is { } theme && Themes.Contains(theme) ? theme : null,
            Now = time.GetUtcNow(),
        };
    }
}
