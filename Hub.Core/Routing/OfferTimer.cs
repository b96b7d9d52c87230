using Hub.Core.Storage;
using Hub.Core.Timers;

namespace Hub.Core.Routing;

/// <summary>Ends an offer that nobody answered.</summary>
internal sealed class OfferTimer : ITimerHandler
{
    public const string TimerKind = "offer";

    public string Kind => TimerKind;

    public Task FireAsync(Tx tx, Guid subjectId, CancellationToken ct) => Offers.MissAsync(tx, subjectId, ct);
}
