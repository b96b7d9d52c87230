namespace Hub.Host.Demo;

/// <summary>A token no longer holds.</summary>
internal sealed class DemoSignInException() : Exception("The token no longer holds.");
