using System.Text.Json.Serialization;

namespace Hub.Host.Commands;

/// <summary>A command on the data, as the control socket carries it.</summary>
/// <param name="Command">Its name.</param>
/// <param name="Arguments">Its arguments without the paths.</param>
/// <param name="Secret">What was typed on standard input; never an argument, which every process list shows.</param>
internal sealed record DataRequest(string Command, IReadOnlyList<string> Arguments, string? Secret)
{
    /// <summary>A secret must not reach a log by being formatted.</summary>
    public override string ToString() => Command;
}

/// <summary>How it ended.</summary>
/// <param name="ExitCode">The exit code.</param>
/// <param name="Output">For standard output, without the last line's end.</param>
/// <param name="Error">For standard error; null where there is nothing to complain of.</param>
internal sealed record DataResult(int ExitCode, string Output, string? Error)
{
    public static DataResult Ok(string output) => new(0, output, null);

    public static DataResult Failed(string error) => new(1, "", error);

    public static DataResult Usage(string usage) => new(CommandTable.Usage, "", usage);

    /// <summary>A secret must not reach a log by being formatted.</summary>
    public override string ToString() => $"exit code {ExitCode}";
}

[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(DataRequest))]
[JsonSerializable(typeof(DataResult))]
internal sealed partial class ControlJson : JsonSerializerContext;
