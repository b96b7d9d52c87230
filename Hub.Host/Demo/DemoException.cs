namespace Hub.Host.Demo;

/// <summary>The hub did not do what the demo asked of it.</summary>
internal sealed class DemoException(string message) : Exception(message);
