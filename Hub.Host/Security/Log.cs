namespace Hub.Host.Security;

/// <summary>Event ids 9100-9199.</summary>
internal static partial class Log
{
    [LoggerMessage(9100, LogLevel.Information, "Agent {AgentId} has signed in")]
    public static partial void LoggedIn(ILogger log, Guid agentId);

    [LoggerMessage(9101, LogLevel.Information, "A sign-in was refused")]
    public static partial void LoginFailed(ILogger log);
}
