namespace Hub.Tests.Servers;

/// <summary>How a command of the host ended.</summary>
public sealed record HostExit(int Code, string Output, string Errors);
