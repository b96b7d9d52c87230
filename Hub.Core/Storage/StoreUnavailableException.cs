namespace Hub.Core.Storage;

/// <summary>
/// The store cannot commit now (disk full, input/output error, database gone). Nothing was acknowledged; the caller may offer the same
/// work again, with the same keys, later.
/// </summary>
public sealed class StoreUnavailableException(string message, Exception? inner = null) : StoreException(message, inner);
