using Hub.Core.Conversations;

namespace Hub.Core.Forwarding;

/// <summary>A message that is to be forwarded, with everything that is shown of it.</summary>
/// <param name="Row">As it is stored.</param>
/// <param name="From">Who wrote it.</param>
/// <param name="Receivers">Whom it names.</param>
/// <param name="Text">Its text.</param>
/// <param name="Html">The sanitizer's output, or null.</param>
internal sealed record ForwardedMessage(Message Row, Receiver From, IReadOnlyList<Receiver> Receivers, string Text, string? Html);
