namespace Hub.Host.Hosting;

/// <summary>Marks a connection that came in by the control socket; only the listener sets it.</summary>
internal sealed class ControlConnection
{
    public static ControlConnection Instance { get; } = new();
}
