using System.Security.Cryptography;

namespace Hub.Core.Storage.Blobs;

/// <summary>
/// Contents as rows of 1 MiB, because nodes share no folder. The ledger row is renewed first, which keeps the collector away; then each
/// missing piece is written in a transaction of its own, so that neither memory nor a transaction grows with the content.
/// </summary>
public sealed class PostgresBlobStore(Store store, BlobScratch scratch) : IBlobStore
{
    private const string Digest = "SELECT sha256(data) FROM blob_pieces WHERE hash = $1 AND piece = $2";

    private const string Write =
        """
        INSERT INTO blob_pieces (hash, piece, data) VALUES ($1, $2, $3)
        ON CONFLICT (hash, piece) DO UPDATE SET data = excluded.data
        """;

    private const string Read = "SELECT data FROM blob_pieces WHERE hash = $1 AND piece = $2";

    /// <inheritdoc/>
    public async Task<StoredBlob> PutAsync(ReadOnlyMemory<byte> content, CancellationToken ct)
    {
        await using var spool = BlobSpool.Of(content);
        return await KeepAsync(spool, ct);
    }

    /// <inheritdoc/>
    public async Task<StoredBlob> PutAsync(Stream content, CancellationToken ct)
    {
        await using var spool = await BlobSpool.TakeAsync(content, scratch, ct);
        return await KeepAsync(spool, ct);
    }

    /// <inheritdoc/>
    public async Task<Stream> OpenAsync(BlobHash hash, CancellationToken ct)
    {
        // copied aside first: it is checked before it is served, and no connection is held while a slow reader takes it
        await using var pieces = new PieceStream((piece, token) => ReadAsync(hash, piece, token));
        await using var spool = await BlobSpool.TakeAsync(pieces, scratch, ct);
        if (spool.Hash == hash) return spool.Detach();
        throw new BlobUnreadableException(hash, $"blob_pieces of {hash}", spool.Size == 0 ? "missing" : "damaged");
    }

    /// <inheritdoc/>
    public Task<bool> DeleteAsync(BlobHash hash, Lease lease, CancellationToken ct) =>
        // a put that renews the row meanwhile makes this wait for it and look again, or waits for this and writes anew
        BlobLedger.RemoveAsync(store, hash, lease, ct);

    private async Task<StoredBlob> KeepAsync(BlobSpool spool, CancellationToken ct)
    {
        await BlobLedger.RenewAsync(store, spool.Hash, spool.Size, ct);
        await using var content = spool.OpenRead();
        var buffer = new byte[Math.Min(spool.Size, BlobSpool.PieceBytes)];
        for (long piece = 0; piece * BlobSpool.PieceBytes < spool.Size; piece++)
        {
            var length = await content.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, ct);
            var data = length == buffer.Length ? buffer : buffer[..length];
            if (!await HasAsync(spool.Hash, piece, SHA256.HashData(data), ct)) await WriteAsync(spool.Hash, piece, data, ct);
        }

        return new StoredBlob(spool.Hash, spool.Size);
    }

    private async Task<bool> HasAsync(BlobHash hash, long piece, byte[] digest, CancellationToken ct)
    {
        var present = await store.ReadAsync(
            (session, token) => session.Statement(Digest).Bind(hash.ToString()).Bind(piece).FirstAsync(row => row.BytesOrNull(0), token), ct);
        return present is not null && present.AsSpan().SequenceEqual(digest);
    }

    private Task<int> WriteAsync(BlobHash hash, long piece, byte[] data, CancellationToken ct) => store.WriteAsync(
        (tx, token) => tx.Statement(Write).Bind(hash.ToString()).Bind(piece).Bind(data).ExecuteAsync(token), ct);

    private Task<byte[]?> ReadAsync(BlobHash hash, long piece, CancellationToken ct) => store.ReadAsync(
        (session, token) => session.Statement(Read).Bind(hash.ToString()).Bind(piece).FirstAsync(row => row.BytesOrNull(0), token), ct);
}
