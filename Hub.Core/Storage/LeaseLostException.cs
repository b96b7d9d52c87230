namespace Hub.Core.Storage;

/// <summary>The transaction was fenced by a lease that somebody else holds now; it was rolled back.</summary>
public sealed class LeaseLostException(string lease) : StoreException($"the lease '{lease}' is no longer held here");
