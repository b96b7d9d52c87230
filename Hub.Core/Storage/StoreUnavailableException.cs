namespace Hub.Core.Storage;

/// <summary>
/// The store cannot commit now (disk full, input/output error, database gone, hub stopping). Nothing was acknowledged; the caller may offer
/// the same work again, with the same keys, later.
/// </summary>
public sealed class StoreUnavailableException(string message, Exception? inner = null) : StoreException(message, inner)
{
    /// <summary>
    /// Whether the work may have taken effect all the same: the connection to the database broke while its COMMIT was under way. False
    /// means that it certainly did not.
    /// </summary>
    public bool OutcomeUnknown { get; init; }
}
