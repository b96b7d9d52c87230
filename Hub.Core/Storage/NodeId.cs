namespace Hub.Core.Storage;

/// <summary>Names this process among the nodes; new at every start, so that a restarted node never passes for its former self.</summary>
public sealed record NodeId(string Value)
{
    /// <summary>A name from the machine, the process and the time of its start.</summary>
    public static NodeId New(TimeProvider time) => new($"{Environment.MachineName}/{Environment.ProcessId}/{Ids.Text(Ids.New(time))}");
}
