namespace Hub.Tests.Fakes;

/// <summary>One request as the receiver saw it.</summary>
/// <param name="Id">Its <c>webhook-id</c>.</param>
/// <param name="Genuine">Whether its signature is right.</param>
/// <param name="Taken">Whether it was answered with 2xx.</param>
/// <param name="Headers">Its headers by lower-case name.</param>
/// <param name="Body">Its body.</param>
public sealed record WebhookPost(string Id, bool Genuine, bool Taken, IReadOnlyDictionary<string, string> Headers, string Body);
