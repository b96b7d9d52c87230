namespace Hub.Core.Storage;

/// <summary>A failure of the store itself.</summary>
public class StoreException(string message, Exception? inner = null) : Exception(message, inner);
