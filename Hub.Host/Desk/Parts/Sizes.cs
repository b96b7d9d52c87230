using Hub.Host.Web.Language;

namespace Hub.Host.Desk.Parts;

/// <summary>Writes the size of a file.</summary>
public static class Sizes
{
    private const long Kilo = 1024;

    public static string Of(long bytes, Texts texts) => bytes switch
    {
        < Kilo => string.Create(texts.Culture, $"{bytes} B"),
        < Kilo * Kilo => string.Create(texts.Culture, $"{bytes / (double)Kilo:0} KB"),
        _ => string.Create(texts.Culture, $"{bytes / (double)(Kilo * Kilo):0.0} MB"),
    };
}
