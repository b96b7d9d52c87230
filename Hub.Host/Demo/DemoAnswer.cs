namespace Hub.Host.Demo;

/// <summary>An answer of the hub as its receiver gets it.</summary>
/// <param name="Receiver">Whom it is to.</param>
/// <param name="ReplyTo">Where it wants replies, on channels that have such a place.</param>
/// <param name="MessageId">What it is known by, on channels that thread.</param>
/// <param name="Subject">Its subject, where there is one.</param>
internal sealed record DemoAnswer(string Receiver, string? ReplyTo = null, string? MessageId = null, string? Subject = null);
