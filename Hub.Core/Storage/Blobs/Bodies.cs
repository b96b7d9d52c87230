using System.Text;

namespace Hub.Core.Storage.Blobs;

/// <summary>
/// Decides where texts and files live: up to <see cref="MostInlineBytes"/> in their row, beyond in the blob store. Prepare before the
/// transaction, whose unit then only binds what was prepared.
/// </summary>
public sealed class Bodies(IBlobStore blobs)
{
    /// <summary>The longest content that is kept in its row, in bytes (of UTF-8).</summary>
    public const int MostInlineBytes = 64 << 10;

    /// <summary>Makes a text ready for its row.</summary>
    /// <exception cref="StoreUnavailableException">It could not be made durable.</exception>
    public async Task<StoredBody> PrepareAsync(string? text, CancellationToken ct)
    {
        if (text is null) return StoredBody.None;
        if (Encoding.UTF8.GetByteCount(text) <= MostInlineBytes) return new StoredBody(text, null);
        var blob = await blobs.PutAsync(Encoding.UTF8.GetBytes(text), ct);
        return new StoredBody(null, blob.Hash.ToString());
    }

    /// <summary>Makes a file ready for its row.</summary>
    /// <exception cref="StoreUnavailableException">It could not be made durable.</exception>
    public async Task<StoredFile> PrepareAsync(ReadOnlyMemory<byte> content, CancellationToken ct)
    {
        if (content.Length <= MostInlineBytes) return new StoredFile(content.ToArray(), null, content.Length);
        var blob = await blobs.PutAsync(content, ct);
        return new StoredFile(null, blob.Hash.ToString(), blob.Size);
    }

    /// <summary>Makes a file ready for its row, in bounded memory.</summary>
    /// <exception cref="StoreUnavailableException">It could not be made durable.</exception>
    public async Task<StoredFile> PrepareAsync(Stream content, CancellationToken ct)
    {
        var start = new byte[MostInlineBytes + 1];
        var read = await content.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, ct);
        if (read <= MostInlineBytes) return new StoredFile(start[..read], null, read);
        await using var whole = new PrefixedStream(start, content);
        var blob = await blobs.PutAsync(whole, ct);
        return new StoredFile(null, blob.Hash.ToString(), blob.Size);
    }

    /// <summary>The text of a row, or null where it has none.</summary>
    /// <exception cref="BlobUnreadableException">It is missing or damaged.</exception>
    public async Task<string?> ReadAsync(string? inline, string? hash, CancellationToken ct)
    {
        if (hash is null) return inline;
        using var reader = await OpenTextAsync(hash, ct);
        return await reader.ReadToEndAsync(ct);
    }

    /// <summary>As <see cref="ReadAsync"/>, but no more than the first so many characters.</summary>
    /// <exception cref="BlobUnreadableException">It is missing or damaged.</exception>
    public async Task<string?> ReadStartAsync(string? inline, string? hash, int mostChars, CancellationToken ct)
    {
        if (hash is null) return inline is null || inline.Length <= mostChars ? inline : inline[..mostChars];
        using var reader = await OpenTextAsync(hash, ct);
        var start = new char[mostChars];
        return new string(start, 0, await reader.ReadBlockAsync(start, ct));
    }

    /// <summary>The file of a row; the stream can seek.</summary>
    /// <exception cref="BlobUnreadableException">It is missing or damaged.</exception>
    public async Task<Stream> OpenAsync(byte[]? inline, string? hash, CancellationToken ct) =>
        hash is null ? new MemoryStream(inline ?? [], writable: false) : await blobs.OpenAsync(BlobHash.Parse(hash), ct);

    // a text that begins with U+FEFF keeps it
    private async Task<StreamReader> OpenTextAsync(string hash, CancellationToken ct) =>
        new(await blobs.OpenAsync(BlobHash.Parse(hash), ct), new UTF8Encoding(false), detectEncodingFromByteOrderMarks: false);
}
