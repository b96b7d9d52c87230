using System.Net.Sockets;
using Hub.Host.Hosting;

namespace Hub.Host.Commands;

/// <summary>Asks the running host to carry a command out.</summary>
internal static class ControlClient
{
    /// <summary>The host's result; null where no host listens.</summary>
    public static async Task<DataResult?> TryAskAsync(string socketPath, DataRequest request, CancellationToken ct)
    {
        var socket = await ControlSocketFile.TryConnectAsync(socketPath, ct);
        if (socket is null) return null;
        using var handler = new SocketsHttpHandler
        {
            UseProxy = false,
            ConnectCallback = (_, _) => ValueTask.FromResult<Stream>(new NetworkStream(socket, ownsSocket: true)),
        };
        using var client = new HttpClient(handler);
        try
        {
            using var answer = await client.PostAsJsonAsync($"http://control{ControlEndpoint.Path}", request, ControlJson.Default.DataRequest, ct);
            return answer.IsSuccessStatusCode
                ? await answer.Content.ReadFromJsonAsync(ControlJson.Default.DataResult, ct)
                : DataResult.Failed($"The running host answered {(int)answer.StatusCode}; its log says why.");
        }
        catch (HttpRequestException)
        {
            return DataResult.Failed("The running host did not answer; whether it carried the command out is not known.");
        }
    }
}
