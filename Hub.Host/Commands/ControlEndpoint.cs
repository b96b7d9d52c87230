using System.Text.Json;
using Hub.Core.Storage;
using Hub.Host.Hosting;

namespace Hub.Host.Commands;

/// <summary>
/// What the control socket answers: commands on the data, and nothing else. Connections of other listeners never get here, and connections
/// of the control socket nowhere else: whoever can open the socket is the host's own account and needs no token.
/// </summary>
internal static class ControlEndpoint
{
    public const string Path = "/control";

    public static void UseControl(this IApplicationBuilder app) =>
        app.MapWhen(http => http.Features.Get<ControlConnection>() is not null, control => control.Run(AnswerAsync));

    private static async Task AnswerAsync(HttpContext http)
    {
        if (http.Request.Path != Path || !HttpMethods.IsPost(http.Request.Method))
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var store = http.RequestServices.GetRequiredService<Store>();
        var result = await RunAsync(http, store);
        await http.Response.WriteAsJsonAsync(result, ControlJson.Default.DataResult, cancellationToken: http.RequestAborted);
    }

    private static async Task<DataResult> RunAsync(HttpContext http, Store store)
    {
        try
        {
            var request = await http.Request.ReadFromJsonAsync(ControlJson.Default.DataRequest, http.RequestAborted);
            return request is null ? DataResult.Usage("There is no request.") : await DataCommands.RunAsync(request, store, http.RequestAborted);
        }
        catch (JsonException)
        {
            return DataResult.Usage("The request cannot be read: the command and the host are of different versions.");
        }
        catch (StoreException error)
        {
            return DataResult.Failed(error.Message);
        }
    }
}
