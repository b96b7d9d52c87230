namespace Hub.Core.Storage.Blobs;

/// <summary>A text as its row holds it: in the row itself, or in the blob store under a hash. Both are null where there is no text.</summary>
/// <param name="Inline">For the text's column.</param>
/// <param name="Hash">For the hash's column.</param>
public sealed record StoredBody(string? Inline, string? Hash)
{
    /// <summary>No text.</summary>
    public static readonly StoredBody None = new(null, null);
}
