using Hub.Host.Bench;
using Hub.Host.Commands;
using Hub.Host.Configuration;

var commands = new CommandTable(
[
    new("run", "runs the hub (what happens without a command)", RunCommand.RunAsync),
    new("demo", "shows the hub with sample customers who write while it runs", DemoCommand.RunAsync),
    new("check", "names every fault of the configuration", c => Task.FromResult(CheckCommand.Run(c.Arguments, c.Output, c.Errors))),
    new("user", "adds, lists and changes the people who may sign in", c => DataCommandRunner.RunAsync("user", c)),
    new("key", "makes, lists and revokes API keys", c => DataCommandRunner.RunAsync("key", c)),
    new("bench", "measures what this machine does with the hub", BenchCommand.RunAsync),
    new("health", "asks the host on this machine whether it is alive", c =>
        HealthCommand.RunAsync(HubConfiguration.Load(HostPaths.FromArguments(c.Arguments)).Values, c.Errors, c.Stop)),
]);

return await commands.RunAsync(new CommandContext(args, Console.In, Console.Out, Console.Error, CancellationToken.None));
