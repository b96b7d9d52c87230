namespace Hub.Host.Commands;

/// <summary>One command of the host.</summary>
/// <param name="Name">As it is typed.</param>
/// <param name="Summary">What it does, in a line.</param>
/// <param name="RunAsync">Runs it and returns the exit code.</param>
internal sealed record Command(string Name, string Summary, Func<CommandContext, Task<int>> RunAsync);
