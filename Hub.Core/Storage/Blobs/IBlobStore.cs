namespace Hub.Core.Storage.Blobs;

/// <summary>
/// Keeps large contents by their SHA-256, each once. Put first, then commit the row that names the hash: what was put stays for
/// <see cref="BlobCollector.Grace"/> without any row.
/// </summary>
public interface IBlobStore
{
    /// <summary>Stores a content durably; storing one again renews its time and heals a damaged copy.</summary>
    /// <exception cref="StoreUnavailableException">It could not be made durable.</exception>
    Task<StoredBlob> PutAsync(ReadOnlyMemory<byte> content, CancellationToken ct);

    /// <summary>Stores what is left of a stream, of any length in bounded memory.</summary>
    /// <exception cref="StoreUnavailableException">It could not be made durable.</exception>
    Task<StoredBlob> PutAsync(Stream content, CancellationToken ct);

    /// <summary>The content, checked against its hash before its first byte is served; the stream can seek.</summary>
    /// <exception cref="BlobUnreadableException">It is missing or not what was stored.</exception>
    Task<Stream> OpenAsync(BlobHash hash, CancellationToken ct);

    /// <summary>
    /// Deletes a content, unless a row names it or somebody stored it within <see cref="BlobCollector.Grace"/>; says whether it did.
    /// Each transaction is fenced by <paramref name="lease"/>.
    /// </summary>
    /// <exception cref="LeaseLostException">Somebody else does this work now.</exception>
    Task<bool> DeleteAsync(BlobHash hash, Lease lease, CancellationToken ct);
}
