namespace Hub.Core.Conversations;

/// <summary>A file ready for its row: small content in the row, large in the blob store.</summary>
internal sealed record StoredFile(Guid Id, string Name, string Type, long Size, byte[]? Content, string? Hash);
