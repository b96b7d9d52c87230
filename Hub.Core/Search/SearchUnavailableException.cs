using Hub.Core.Storage;

namespace Hub.Core.Search;

/// <summary>The search index cannot be used now; it is derived, so nothing is lost, and it is remade by itself.</summary>
public sealed class SearchUnavailableException(string message, Exception? inner = null) : StoreException(message, inner);
