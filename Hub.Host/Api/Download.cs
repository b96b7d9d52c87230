using Microsoft.AspNetCore.Http.HttpResults;

namespace Hub.Host.Api;

/// <summary>Bytes of strangers: only ever a download of no particular kind, which no browser opens in the page's name.</summary>
internal static class Download
{
    private const string Type = "application/octet-stream";

    public static FileContentHttpResult Of(ReadOnlyMemory<byte> content, string name) => TypedResults.Bytes(content, Type, name);

    public static FileStreamHttpResult Of(Stream content, string name) => TypedResults.Stream(content, Type, name);
}
