using Hub.Core.Conversations;

namespace Hub.Core.Arrivals;

/// <summary>Who wrote an arrival.</summary>
/// <param name="Direction">One of <see cref="MessageDirection"/>.</param>
/// <param name="Customer">The contact; null for one of us, and for what reports of our messages, which is nobody's.</param>
/// <param name="AgentId">The agent.</param>
internal sealed record ArrivalWriter(string Direction, Sender? Customer = null, Guid? AgentId = null);
