namespace Hub.Core.Conversations;

/// <summary>A message names an upload that is not there, is another's, or is used already; the transaction is rolled back.</summary>
public sealed class UploadMissingException(Guid upload) : Exception($"The upload {Ids.Text(upload)} is not there, not yours, or used already.");
