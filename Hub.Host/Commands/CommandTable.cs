namespace Hub.Host.Commands;

/// <summary>Finds the command that the first argument names; without one, or with an option first, it is <c>run</c>.</summary>
internal sealed class CommandTable(IReadOnlyList<Command> commands)
{
    /// <summary>The exit code for arguments that make no sense.</summary>
    public const int Usage = 2;

    private const string Default = "run";

    /// <summary>Runs the command and returns its exit code.</summary>
    public async Task<int> RunAsync(CommandContext context)
    {
        var arguments = context.Arguments;
        var isNamed = arguments is [var first, ..] && !first.StartsWith('-');
        var name = isNamed ? arguments[0] : Default;
        if (commands.FirstOrDefault(command => command.Name == name) is not { } found || arguments is ["--help" or "-h", ..])
        {
            WriteList(context.Errors, isNamed ? $"There is no command {name}." : null);
            return Usage;
        }

        return await found.RunAsync(context with { Arguments = isNamed ? [.. arguments.Skip(1)] : arguments });
    }

    private void WriteList(TextWriter writer, string? problem)
    {
        if (problem is not null) writer.WriteLine(problem);
        writer.WriteLine("Commands (each takes --data DIR and --config FILE):");
        foreach (var command in commands) writer.WriteLine($"  {command.Name,-10} {command.Summary}");
    }
}
