using Hub.Core.Alarms;
using Microsoft.Extensions.Logging;

namespace Hub.Core.Deliveries;

/// <summary>What every lane of a dispatcher shares.</summary>
internal sealed record LaneParts(DeliveryWork Work, Ownership Ownership, IOutboundContent Content, AlarmStore Alarms, TimeProvider Time, ILogger Log)
{
    /// <summary>The last look before a delivery leaves.</summary>
    public SendGuard Guard { get; } = new(Alarms);

    public required Random Random { get; init; }

    /// <summary>Ends the wait for a store that does not take an outcome: the process will not stay any longer.</summary>
    public required CancellationToken Ending { get; init; }

    public double Jitter()
    {
        lock (Random) return Random.NextDouble();
    }
}
