namespace Hub.Core.Conversations.Threading;

/// <summary>Where a message stands in the threads of a channel that has them.</summary>
/// <param name="Names">
/// What it names its conversation by, the strongest first: our keyed tokens, the channel's own names of threads, the ids of messages that it
/// answers. Empty where it begins something.
/// </param>
/// <param name="KnownAs">The name by which later messages may name this one or its thread; null for none.</param>
public sealed record ThreadPlace(IReadOnlyList<string> Names, string? KnownAs);
