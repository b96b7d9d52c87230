namespace Hub.Core.Deliveries;

/// <summary>A delivery that this node has taken.</summary>
/// <param name="Id">The delivery.</param>
/// <param name="Epoch">Which claim of the delivery this is: it grows with each one, whoever claims.</param>
/// <param name="Attempts">Attempts begun so far.</param>
/// <param name="Counted">Those of them that the retry schedule counts.</param>
/// <param name="Left">For how much longer it is worth trying, as of the claim.</param>
/// <param name="Since">The monotonic clock at the claim.</param>
internal sealed record ClaimedDelivery(Guid Id, long Epoch, long Attempts, int Counted, TimeSpan Left, long Since);
