using System.Globalization;

namespace Hub.Host.Api;

/// <summary>Versions as entity tags (RFC 9110 section 8.8.3).</summary>
internal static class ETags
{
    /// <summary>A version that nothing has: what cannot be a tag of ours differs from every one.</summary>
    private const long Never = -1;

    public static string Of(long version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");

    public static void Set(HttpContext http, long version) => http.Response.Headers.ETag = Of(version);

    /// <summary>The version that <c>If-Match</c> asks for; null where it is absent or <c>*</c>, so that any will do.</summary>
    /// <exception cref="BadInputException">It is not one entity tag.</exception>
    public static long? IfMatch(HttpContext http)
    {
        var header = http.Request.Headers.IfMatch;
        if (header.Count == 0) return null;
        if (header is not [{ } tag] || tag.Contains(',', StringComparison.Ordinal)) throw new BadInputException("If-Match", "give one entity tag");
        if (tag == "*") return null;
        // a weak tag never matches strongly (RFC 9110 section 13.1.1)
        if (tag.StartsWith("W/", StringComparison.Ordinal)) return Never;
        if (tag is not ['"', .. var inner, '"']) throw new BadInputException("If-Match", "give the entity tag with its quotes");
        return long.TryParse(inner, NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : Never;
    }
}
