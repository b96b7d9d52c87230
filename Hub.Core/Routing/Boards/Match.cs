using Hub.Core.Routing.Choosing;

namespace Hub.Core.Routing.Boards;

/// <summary>Who may get a conversation, and what that was decided from.</summary>
internal sealed record Match(Waiting Waiting, BoardAgent Agent, Question Question, Candidate Winner);
