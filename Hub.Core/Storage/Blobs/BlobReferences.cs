namespace Hub.Core.Storage.Blobs;

/// <summary>Every column that may name a blob: the one list the collector goes by. A new such column is added here and gets an index.</summary>
internal static class BlobReferences
{
    public static readonly IReadOnlyList<(string Table, string Column)> All =
    [
        ("attachments", "content_hash"),
        ("messages", "body_hash"),
        ("messages", "html_hash"),
        ("message_originals", "content_hash"),
        ("message_variants", "body_hash"),
        ("quarantine", "content_hash"),
    ];

    /// <summary>The SQL condition that no row names <c>blobs.hash</c>.</summary>
    public static readonly string NoneNamesIt = string.Join(
        " AND ",
        All.Select(reference => $"NOT EXISTS (SELECT 1 FROM {reference.Table} WHERE {reference.Column} = blobs.hash)"));
}
