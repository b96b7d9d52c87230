namespace Hub.Tests.Hosting;

/// <summary>A signed-in agent.</summary>
public sealed record AgentClient(Guid Id, HttpClient Http);
