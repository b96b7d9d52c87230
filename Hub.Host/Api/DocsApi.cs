using Hub.Host.Metrics;
using Hub.Host.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hub.Host.Api;

/// <summary>The API's description and the host's figures: for those with a token, unless the configuration opens them.</summary>
internal static class DocsApi
{
    public static void MapDocs(this IEndpointRouteBuilder app, bool open)
    {
        Guard(app.MapOpenApi("/openapi/{documentName}.json"), "docs.read", open);
        Guard(app.MapGet("/metrics", Figures).ExcludeFromDescription(), "metrics.read", open);
    }

    private static ContentHttpResult Figures(MetricsExporter metrics) => TypedResults.Text(metrics.Text(), MetricsExporter.ContentType);

    private static void Guard(IEndpointConventionBuilder route, string action, bool open)
    {
        if (open) route.Open();
        else route.Requires(action);
    }
}
