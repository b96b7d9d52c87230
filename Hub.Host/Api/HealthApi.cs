using Hub.Core.Storage;
using Hub.Host.Security;

namespace Hub.Host.Api;

/// <summary>What load balancers and service managers ask.</summary>
internal static class HealthApi
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        app.MapGet("/healthz", () => new HealthView("alive")).OpenToWatchers().WithSummary("Whether the process is alive");
        app.MapGet("/readyz", Ready).OpenToWatchers().Produces<HealthView>().Produces<HealthView>(503).WithSummary("Whether the host may take traffic");
    }

    private static async Task<IResult> Ready(Store store, TimeProvider time, IHostApplicationLifetime life, CancellationToken ct)
    {
        var state = life.ApplicationStopping.IsCancellationRequested ? "stopping" : await StoreStateAsync(store, time, ct);
        return TypedResults.Json(new HealthView(state), ApiJson.Default.HealthView, statusCode: state == "ready" ? 200 : 503);
    }

    private static async Task<string> StoreStateAsync(Store store, TimeProvider time, CancellationToken ct)
    {
        using var enough = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, enough.Token);
        try
        {
            if (!await SchemaMigrator.IsCurrentAsync(store, either.Token)) return "the store has another schema";
            return await store.Commits.IsAbleAsync(either.Token) ? "ready" : "the store cannot commit";
        }
        catch (Exception error) when (error is StoreException or OperationCanceledException && !ct.IsCancellationRequested)
        {
            return "the store does not answer";
        }
    }
}

/// <summary>How the host is.</summary>
internal sealed record HealthView(string Status);
