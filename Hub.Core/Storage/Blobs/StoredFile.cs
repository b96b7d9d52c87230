namespace Hub.Core.Storage.Blobs;

/// <summary>A file as its row holds it: in the row itself, or in the blob store under a hash.</summary>
/// <param name="Inline">For the content's column.</param>
/// <param name="Hash">For the hash's column.</param>
/// <param name="Size">The length in bytes.</param>
public sealed record StoredFile(byte[]? Inline, string? Hash, long Size);
