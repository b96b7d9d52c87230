using System.Security.Cryptography;

namespace Hub.Core.Storage.Blobs;

// How a put and the collector keep out of each other's way. A put renews the ledger row FIRST and then, under the content's lock, sees
// to the file. The collector takes the same lock, asks the write door whether the content is unused, deletes the file, and takes the
// row away if it is unused still.
//   - Renewed before the collector asked: the content is not unused.
//   - Renewed after: the put waits for the lock, finds no file and places it again; the collector leaves the renewed row.
//   - Killed anywhere: at worst a row without a file that nobody names, which the collector takes a day later. Never a file without a row.

/// <summary>
/// Contents as files <c>blobs/ab/cd/HASH</c> of the data folder. A file appears whole: written aside, synced, renamed, its folder
/// synced. For the one process that owns the data folder.
/// </summary>
public sealed class FileBlobStore : IBlobStore, IDisposable
{
    private readonly Store _store;
    private readonly BlobScratch _scratch;
    private readonly string _root;
    private readonly StripedLock _locks = new();
    // by a hash's first four digits: folders that this process knows to be durable
    private readonly bool[] _durable = new bool[1 << 16];

    /// <summary>The blobs beside this scratch folder.</summary>
    public FileBlobStore(Store store, BlobScratch scratch) =>
        (_store, _scratch, _root) = (store, scratch, Path.GetDirectoryName(scratch.Folder)!);

    /// <inheritdoc/>
    public async Task<StoredBlob> PutAsync(ReadOnlyMemory<byte> content, CancellationToken ct)
    {
        await using var spool = BlobSpool.Of(content);
        return await KeepAsync(spool, ct);
    }

    /// <inheritdoc/>
    public async Task<StoredBlob> PutAsync(Stream content, CancellationToken ct)
    {
        await using var spool = await BlobSpool.TakeAsync(content, _scratch, ct);
        return await KeepAsync(spool, ct);
    }

    /// <inheritdoc/>
    public async Task<Stream> OpenAsync(BlobHash hash, CancellationToken ct)
    {
        var path = PathOf(hash);
        try
        {
            if (await OpenIfIntactAsync(path, hash, ct) is { } file) return file;
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new BlobUnreadableException(hash, path, "missing", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new BlobUnreadableException(hash, path, $"unreadable: {error.Message}", error);
        }

        throw new BlobUnreadableException(hash, path, "damaged");
    }

    /// <inheritdoc/>
    public async Task<bool> DeleteAsync(BlobHash hash, Lease lease, CancellationToken ct)
    {
        using var place = await _locks.EnterAsync(hash, ct);
        if (!await BlobLedger.IsUnusedAsync(_store, hash, lease, ct)) return false;
        var path = PathOf(hash);
        if (File.Exists(path)) File.Delete(path);
        return await BlobLedger.RemoveAsync(_store, hash, lease, ct);
    }

    /// <summary>Where the content is kept.</summary>
    public string PathOf(BlobHash hash)
    {
        var digits = hash.ToString();
        return Path.Combine(_root, digits[..2], digits[2..4], digits);
    }

    /// <inheritdoc/>
    public void Dispose() => _locks.Dispose();

    private async Task<StoredBlob> KeepAsync(BlobSpool spool, CancellationToken ct)
    {
        await BlobLedger.RenewAsync(_store, spool.Hash, spool.Size, ct);
        var path = PathOf(spool.Hash);
        using var place = await _locks.EnterAsync(spool.Hash, ct);
        if (!await IsIntactAsync(path, spool.Hash, ct)) await PlaceAsync(path, spool, ct);
        return new StoredBlob(spool.Hash, spool.Size);
    }

    private async Task PlaceAsync(string path, BlobSpool spool, CancellationToken ct)
    {
        try
        {
            MakeFolder(path, spool.Hash);
            await spool.MoveToAsync(path, _scratch, ct);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new StoreUnavailableException($"the blob {spool.Hash} could not be stored as {path}: {error.Message}", error);
        }
    }

    private void MakeFolder(string path, BlobHash hash)
    {
        var known = Convert.ToInt32(hash.ToString()[..4], 16);
        if (_durable[known]) return;
        var folder = Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        FolderSync.Flush(folder.Parent!.FullName);
        FolderSync.Flush(_root);
        _durable[known] = true;
    }

    /// <summary>Whether the file is there and holds what it should; one that does not is replaced.</summary>
    private static async Task<bool> IsIntactAsync(string path, BlobHash hash, CancellationToken ct)
    {
        try
        {
            await using var file = await OpenIfIntactAsync(path, hash, ct);
            return file is not null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>The file, read once and found to be what its name says, from its beginning; null where it is not.</summary>
    private static async Task<FileStream?> OpenIfIntactAsync(string path, BlobHash hash, CancellationToken ct)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 1 << 16, useAsync: true);
        var intact = false;
        try
        {
            intact = BlobHash.FromDigest(await SHA256.HashDataAsync(file, ct)) == hash;
            file.Position = 0;
            return intact ? file : null;
        }
        finally
        {
            if (!intact) await file.DisposeAsync();
        }
    }
}
