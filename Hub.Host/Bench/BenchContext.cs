using System.Globalization;
using System.Text.Json;
using Hub.Host.Commands;

namespace Hub.Host.Bench;

/// <summary>What a scenario is given: its options and where it reports.</summary>
internal sealed class BenchContext(Arguments arguments, bool json, TextWriter output)
{
    /// <summary>A number given as <c>--NAME N</c>, or its default.</summary>
    public int Number(string option, int usual) =>
        arguments[option] is { } text ? int.Parse(text, NumberStyles.AllowThousands, CultureInfo.InvariantCulture) : usual;

    /// <summary>A text given as <c>--NAME TEXT</c>, or null.</summary>
    public string? Text(string option) => arguments[option];

    /// <summary>Says what goes on, to people only.</summary>
    public void Say(string line)
    {
        if (!json) output.WriteLine(line);
    }

    /// <summary>Prints a result.</summary>
    public void Report(BenchResult result)
    {
        if (json)
        {
            output.WriteLine(JsonSerializer.Serialize(result, BenchJson.Default.BenchResult));
            return;
        }

        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{result.Scenario,-8} {result.At,-28} {result.Rate,10:N0} {result.Unit}  p50 {result.P50Ms,6:N1} ms  p99 {result.P99Ms,6:N1} ms  " +
            $"cpu {result.CpuSeconds,6:N1} s of {result.Seconds,6:N1}  peak {result.PeakMb,5:N0} MB  limit {result.Limit,9:N0}  ratio {result.Ratio,5:N2}"));
        foreach (var (name, value) in result.More)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"         {name,-28} {value,10:N2}"));
    }
}
