using System.Globalization;
using Hub.Core.Agents;
using Hub.Core.Security;
using Hub.Core.Storage;

namespace Hub.Host.Commands;

/// <summary><c>user</c>: the people who may sign in.</summary>
internal static class UserCommand
{
    private const string Usage =
        """
        user add NAME [--name "FULL NAME"] [--role ROLE] [--password-stdin]   adds a user; ROLE is agent unless given
        user list                                                             lists the users
        user password NAME [--password-stdin]                                 sets a password and ends the user's sessions
        user role NAME ROLE                                                   gives another role
        user disable NAME | user enable NAME                                  closes or opens the account
        A password is read from standard input with --password-stdin; without it one is made and shown once.
        """;

    private const int ListLimit = 10_000;

    public static Task<DataResult> RunAsync(DataRequest request, Store store, CancellationToken ct)
    {
        var arguments = Arguments.Parse(request.Arguments, "--name", "--role");
        return arguments?.Words switch
        {
            ["add", var name] => AddAsync(name, arguments, request.Secret, store, ct),
            ["list"] => ListAsync(store, ct),
            ["password", var name] => SetPasswordAsync(name, request.Secret, store, ct),
            ["role", var name, var role] => ChangeAsync(name, new AgentChange { Role = role }, store, ct),
            ["disable", var name] => ChangeAsync(name, new AgentChange { Disabled = true }, store, ct),
            ["enable", var name] => ChangeAsync(name, new AgentChange { Disabled = false }, store, ct),
            _ => Task.FromResult(DataResult.Usage(Usage)),
        };
    }

    private static async Task<DataResult> AddAsync(string name, Arguments arguments, string? secret, Store store, CancellationToken ct)
    {
        var password = secret ?? PasswordRules.Generate();
        if ((UserName.Fault(name) ?? PasswordRules.Fault(password, name)) is { } fault) return DataResult.Failed($"{fault}.");
        var agent = new NewAgent
        {
            UserName = name, Name = arguments["--name"] ?? name, Role = arguments["--role"] ?? "agent", PasswordHash = PasswordHash.Create(password),
        };
        var result = await store.WriteAsync((tx, unit) => AgentStore.CreateAsync(tx, agent, Subject.System, unit), ct);
        return Told(result, name, done => $"{done.UserName} was added with the role {done.Role}.{Shown(password, secret)}");
    }

    private static async Task<DataResult> SetPasswordAsync(string name, string? secret, Store store, CancellationToken ct)
    {
        var password = secret ?? PasswordRules.Generate();
        if (PasswordRules.Fault(password, name) is { } fault) return DataResult.Failed($"{fault}.");
        if (await FindAsync(name, store, ct) is not { } agent) return Unknown(name);
        var hash = PasswordHash.Create(password);
        await store.WriteAsync((tx, unit) => AgentStore.SetPasswordAsync(tx, agent.Id, hash, Subject.System, unit), ct);
        return DataResult.Ok($"The password of {agent.UserName} was set.{Shown(password, secret)}");
    }

    private static async Task<DataResult> ChangeAsync(string name, AgentChange change, Store store, CancellationToken ct)
    {
        if (await FindAsync(name, store, ct) is not { } agent) return Unknown(name);
        var result = await store.WriteAsync((tx, unit) => AgentStore.ChangeAsync(tx, (agent.Id, null, change), Subject.System, unit), ct);
        return Told(result, name, done => $"{done.UserName}: role {done.Role}, {(done.Disabled ? "disabled" : "enabled")}.");
    }

    private static async Task<DataResult> ListAsync(Store store, CancellationToken ct)
    {
        var agents = await store.ReadAsync((db, read) => AgentStore.ListAsync(db, null, ListLimit, read), ct);
        var lines = agents.Select(agent => string.Create(
            CultureInfo.InvariantCulture, $"{agent.UserName,-24} {agent.Role,-12} {(agent.Disabled ? "disabled" : "enabled"),-9} {agent.Name}"));
        return DataResult.Ok(string.Join('\n', lines));
    }

    private static Task<Agent?> FindAsync(string name, Store store, CancellationToken ct) =>
        store.ReadAsync((db, read) => AgentStore.FindByUserNameAsync(db, name, read), ct);

    private static DataResult Told(AgentResult result, string name, Func<Agent, string> done) => result switch
    {
        AgentResult.Done made => DataResult.Ok(done(made.Agent)),
        AgentResult.NameTaken => DataResult.Failed($"There is a user {name} already."),
        AgentResult.UnknownRole => DataResult.Failed("There is no such role; there are agent, supervisor, admin, integration, maintenance."),
        AgentResult.LastAdmin => DataResult.Failed($"{name} is the last enabled administrator."),
        _ => Unknown(name),
    };

    private static DataResult Unknown(string name) => DataResult.Failed($"There is no user {name}.");

    private static string Shown(string password, string? secret) =>
        secret is null ? $"\nPassword (shown this once): {password}" : "";
}
