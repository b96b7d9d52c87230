namespace Hub.Core.Routing;

/// <summary>What a conversation is to the agent who carries it.</summary>
/// <param name="Agent">The agent; null for nobody.</param>
/// <param name="Weight">Tenths of a unit.</param>
internal readonly record struct Burden(Guid? Agent, long Weight);
