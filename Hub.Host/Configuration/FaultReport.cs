namespace Hub.Host.Configuration;

/// <summary>Prints faults for a person, one a line, as <c>check</c> and a refused start do.</summary>
internal static class FaultReport
{
    public static void Write(TextWriter writer, IReadOnlyList<ConfigurationFault> faults)
    {
        foreach (var fault in faults)
        {
            writer.WriteLine(fault.ToString());
        }

        writer.WriteLine(faults.Count == 1 ? "1 fault in the configuration" : $"{faults.Count} faults in the configuration");
    }
}
