namespace Hub.Core.Routing.Boards;

/// <summary>
/// What makes two who wait in a queue alike to every agent: an agent who cannot have the first of them cannot have the others. So a free agent
/// is shown the first of each line, not the whole queue.
/// </summary>
/// <param name="Weight">What it takes of an agent's capacity.</param>
/// <param name="Interrupts">Whether an agent who is full may get it too.</param>
/// <param name="Skills">The skills asked for now, with their levels.</param>
/// <param name="KeptFor">The agent for whom it is kept now.</param>
internal readonly record struct LineKey(long Weight, bool Interrupts, string Skills, Guid? KeptFor);
