namespace Hub.Host.Commands;

/// <summary>What a command is given: its arguments without its name, and the console.</summary>
internal sealed record CommandContext(
    IReadOnlyList<string> Arguments, TextReader Input, TextWriter Output, TextWriter Errors, CancellationToken Stop);
