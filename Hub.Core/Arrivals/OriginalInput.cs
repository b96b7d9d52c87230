namespace Hub.Core.Arrivals;

/// <summary>A message in the form in which it came, where its channel keeps that for download.</summary>
/// <param name="Type">Its media type, such as <c>message/rfc822</c>.</param>
/// <param name="Content">Its bytes.</param>
public sealed record OriginalInput(string Type, ReadOnlyMemory<byte> Content);
