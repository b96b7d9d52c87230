namespace Hub.Core.Storage.Blobs;

/// <summary>What was stored.</summary>
/// <param name="Hash">Its name.</param>
/// <param name="Size">Its length in bytes.</param>
public sealed record StoredBlob(BlobHash Hash, long Size);
