namespace Hub.Core.Storage.Blobs;

/// <summary>
/// A stored content is missing or damaged. What names it still opens: show a placeholder in its stead and raise an alarm with
/// <see cref="Exception.Message"/>, which says where to put the content from a backup.
/// </summary>
public sealed class BlobUnreadableException(BlobHash hash, string path, string what, Exception? inner = null)
    : StoreException($"The blob {hash} is {what} ({path}). Put it back from a backup; until then what it held cannot be shown.", inner)
{
    /// <summary>The name of the content.</summary>
    public BlobHash Hash { get; } = hash;

    /// <summary>Where it should be.</summary>
    public string Path { get; } = path;
}
