using Hub.Tests.Fakes;

namespace Hub.Tests.Crash;

/// <summary>How the hosts of a trial are configured.</summary>
internal static class TrialEnvironment
{
    public const string Secret = "a secret of the trials of crashes";

    private const string SecretName = "OMNIHUB_TRIAL_SECRET";

    /// <summary>The channel <c>api</c> sends to this receiver; the store is this PostgreSQL database, or SQLite where none is given.</summary>
    public static Dictionary<string, string> Of(WebhookReceiver receiver, string? database)
    {
        var environment = new Dictionary<string, string>
        {
            [SecretName] = Secret,
            ["OMNIHUB__Channels__api__Webhook__Url"] = receiver.Url,
            ["OMNIHUB__Channels__api__Webhook__Secret"] = "env:" + SecretName,
            ["OMNIHUB__Channels__api__MaxPerSecond"] = "1000",
        };
        if (database is null) return environment;
        environment["OMNIHUB__Storage__Provider"] = "postgres";
        environment["OMNIHUB__Storage__ConnectionString"] = database;
        return environment;
    }
}
