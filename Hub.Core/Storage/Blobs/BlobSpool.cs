using System.Buffers;
using System.Security.Cryptography;

namespace Hub.Core.Storage.Blobs;

/// <summary>A content on its way in or out, with its hash: in memory up to 1 MiB, in a scratch file beyond.</summary>
internal sealed class BlobSpool : IAsyncDisposable
{
    /// <summary>The most that is held in memory, and the size of the pieces that are copied.</summary>
    public const int PieceBytes = 1 << 20;

    private readonly ReadOnlyMemory<byte> _memory;
    private string? _path;

    private BlobSpool(BlobHash hash, long size, ReadOnlyMemory<byte> memory, string? path) =>
        (Hash, Size, _memory, _path) = (hash, size, memory, path);

    public BlobHash Hash { get; }

    public long Size { get; }

    public static BlobSpool Of(ReadOnlyMemory<byte> content) => new(BlobHash.Of(content.Span), content.Length, content, null);

    public static async Task<BlobSpool> TakeAsync(Stream content, BlobScratch scratch, CancellationToken ct)
    {
        var piece = ArrayPool<byte>.Shared.Rent(PieceBytes);
        try
        {
            var read = await ReadAsync(content, piece, ct);
            return read < PieceBytes ? Of(piece.AsSpan(0, read).ToArray()) : await TakeLongAsync(content, piece, scratch.NewPath(), ct);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(piece);
        }
    }

    /// <summary>The content from its beginning.</summary>
    public Stream OpenRead() => _path is null
        ? MemoryStreamOf(_memory)
        : new FileStream(_path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0, useAsync: true);

    /// <summary>The content as a stream that takes its scratch file along when it is closed.</summary>
    public Stream Detach()
    {
        if (_path is null) return MemoryStreamOf(_memory);
        var file = new FileStream(
            _path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 1 << 16, FileOptions.Asynchronous | FileOptions.DeleteOnClose);
        _path = null;
        return file;
    }

    /// <summary>Renames the content to a path, durably.</summary>
    public async Task MoveToAsync(string target, BlobScratch scratch, CancellationToken ct)
    {
        if (_path is null)
        {
            _path = scratch.NewPath();
            await File.WriteAllBytesAsync(_path, _memory, ct);
        }

        DurableFile.Place(_path, target);
        _path = null;
    }

    public ValueTask DisposeAsync()
    {
        if (_path is not null) File.Delete(_path);
        return ValueTask.CompletedTask;
    }

    private static ValueTask<int> ReadAsync(Stream content, byte[] piece, CancellationToken ct) =>
        content.ReadAtLeastAsync(piece.AsMemory(0, PieceBytes), PieceBytes, throwOnEndOfStream: false, ct);

    private static async Task<BlobSpool> TakeLongAsync(Stream content, byte[] piece, string path, CancellationToken ct)
    {
        try
        {
            await using var file = Create(path);
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            long size = 0;
            for (var read = PieceBytes; read > 0; read = await ReadAsync(content, piece, ct))
            {
                hash.AppendData(piece, 0, read);
                await WriteAsync(file, piece.AsMemory(0, read), ct);
                size += read;
            }

            return new BlobSpool(BlobHash.FromDigest(hash.GetHashAndReset()), size, default, path);
        }
        catch
        {
            File.Delete(path);
            throw;
        }
    }

    private static FileStream Create(string path)
    {
        try
        {
            return new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read, bufferSize: 0, useAsync: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Unusable(path, error);
        }
    }

    private static async Task WriteAsync(FileStream file, ReadOnlyMemory<byte> piece, CancellationToken ct)
    {
        try
        {
            await file.WriteAsync(piece, ct);
        }
        catch (IOException error)
        {
            throw Unusable(file.Name, error);
        }
    }

    private static StoreUnavailableException Unusable(string path, Exception error) =>
        new($"a large content could not be written aside to {path}: {error.Message}", error);

    private static MemoryStream MemoryStreamOf(ReadOnlyMemory<byte> content) =>
        System.Runtime.InteropServices.MemoryMarshal.TryGetArray(content, out var array)
            ? new MemoryStream(array.Array!, array.Offset, array.Count, writable: false)
            : new MemoryStream(content.ToArray(), writable: false);
}
