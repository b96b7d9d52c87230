using Hub.Core.Housekeeping;
using Hub.Core.Storage;

namespace Hub.Tests.Housekeeping;

/// <summary>Fails when it is told to.</summary>
internal sealed class ScriptedTask : IHousekeepingTask
{
    public bool Fails { get; set; }

    public string Name => "scripted";

    public Task<long> RunAsync(Lease lease, CancellationToken ct) =>
        Fails ? throw new InvalidDataException() : Task.FromResult(0L);
}
