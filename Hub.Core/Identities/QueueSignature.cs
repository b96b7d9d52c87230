namespace Hub.Core.Identities;

/// <summary>What stands below the answers of a queue's agents in one language.</summary>
/// <param name="Language">The language, a primary subtag of RFC 5646 in lower case such as <c>en</c>.</param>
/// <param name="Text">The text, of one or several lines, without the two hyphens above it.</param>
public sealed record QueueSignature(string Language, string Text);
