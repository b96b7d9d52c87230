namespace Hub.Core.Channels;

/// <summary>What a conversation takes of an agent's capacity.</summary>
/// <param name="Weight">While it is open, in tenths of a unit.</param>
/// <param name="ParkedWeight">While it is parked, in tenths of a unit.</param>
/// <param name="Interrupts">Whether an agent who is full may get it too.</param>
public sealed record WorkCost(int Weight = 10, int ParkedWeight = 2, bool Interrupts = false);
