using Hub.Core.Storage;

namespace Hub.Host.Commands;

/// <summary>The commands on the data: one implementation, whether a running host carries them out or the command itself.</summary>
internal static class DataCommands
{
    private static readonly Dictionary<string, Func<DataRequest, Store, CancellationToken, Task<DataResult>>> ByName = new()
    {
        ["user"] = UserCommand.RunAsync,
        ["key"] = KeyCommand.RunAsync,
    };

    /// <summary>Carries the command out.</summary>
    public static Task<DataResult> RunAsync(DataRequest request, Store store, CancellationToken ct) =>
        ByName.TryGetValue(request.Command, out var command)
            ? command(request, store, ct)
            : Task.FromResult(DataResult.Usage($"The host does not know the command {request.Command}."));
}
