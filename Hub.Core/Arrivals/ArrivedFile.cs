using Hub.Core.Storage.Blobs;

namespace Hub.Core.Arrivals;

/// <summary>A file of an arrival, ready for its row.</summary>
internal sealed record ArrivedFile(Guid Id, string Name, string Type, StoredFile Content, string? ContentId);
