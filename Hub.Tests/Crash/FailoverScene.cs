using System.Globalization;
using System.Text.Json.Nodes;
using Hub.Tests.Fakes;
using Hub.Tests.Servers;
using Npgsql;

namespace Hub.Tests.Crash;

/// <summary>
/// Two hosts: one waits for the receiver's answer to a first delivery and has taken some of the others, but cannot read their content, because
/// the table of messages is locked; more are only planned.
/// </summary>
internal sealed class FailoverScene : IAsyncDisposable
{
    /// <summary>Deliveries beside the first: more than both hosts take at once.</summary>
    public const int Waiting = 24;

    private const string DueNow = "UPDATE deliveries SET next_at = 0 WHERE state = 'scheduled'";

    private const string TakenByOwner =
        "SELECT count(*) FROM deliveries WHERE state = 'leased' AND owner = (SELECT owner FROM deliveries WHERE state = 'attempting')";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly PostgresDatabase _database;
    private readonly NpgsqlDataSource _source;
    private readonly TaskCompletionSource _answerFirst = new();
    private HubCluster? _hub;
    private NpgsqlConnection? _lock;

    private FailoverScene(PostgresDatabase database)
    {
        _database = database;
        _source = NpgsqlDataSource.Create(database.ConnectionString);
    }

    public WebhookReceiver Receiver { get; } = new(TrialEnvironment.Secret);

    /// <summary>The host that is sending the first delivery.</summary>
    public HostProcess Owner => Hub.Host(0);

    private HubCluster Hub => _hub ?? throw new InvalidOperationException("The scene is not set.");

    public static async Task<FailoverScene> SetAsync(CancellationToken ct)
    {
        var scene = new FailoverScene(await SharedPostgres.CreateDatabaseAsync(ct));
        try
        {
            await scene.PrepareAsync(ct);
            return scene;
        }
        catch
        {
            await scene.DisposeAsync();
            throw;
        }
    }

    /// <summary>A customer writes and is answered.</summary>
    public async Task AnswerAsync(string customer, DateTimeOffset? sendAt, CancellationToken ct)
    {
        var message = new JsonObject
        {
            ["externalId"] = customer,
            ["from"] = new JsonObject { ["address"] = customer },
            ["text"] = "question of " + customer,
        };
        var taken = await Hub.RepeatAsync(HttpMethod.Post, "/api/v1/channels/api/messages", message, null, ct);
        var answer = new JsonObject { ["text"] = "answer to " + customer };
        if (sendAt is { } at) answer["sendAt"] = at.ToString("O", CultureInfo.InvariantCulture);
        await Hub.RepeatAsync(HttpMethod.Post, $"/api/v1/conversations/{taken["conversationId"]}/messages", answer, "key-" + customer, ct);
    }

    /// <summary>Lets the receiver answer the first post.</summary>
    public void AnswerFirst() => _answerFirst.TrySetResult();

    /// <summary>Makes the content readable again.</summary>
    public async Task ReleaseAsync()
    {
        if (_lock is { } connection) await connection.DisposeAsync();
        _lock = null;
    }

    public Task<long> CountAsync(string state, CancellationToken ct) =>
        ScalarAsync($"SELECT count(*) FROM deliveries WHERE state = '{state}'", ct);

    public async ValueTask DisposeAsync()
    {
        await ReleaseAsync();
        if (_hub is not null) await _hub.DisposeAsync();
        await Receiver.DisposeAsync();
        await _source.DisposeAsync();
        await _database.DisposeAsync();
    }

    private async Task PrepareAsync(CancellationToken ct)
    {
        var environment = TrialEnvironment.Of(Receiver, _database.ConnectionString);
        // far longer than an ownership
        environment["OMNIHUB__Channels__api__Webhook__TimeoutSeconds"] = "100";
        _hub = await HubCluster.StartAsync(1, environment, ct);
        Receiver.AnswerWhen = _answerFirst.Task;
        await AnswerAsync("first", sendAt: null, ct);
        await Eventually.HoldsAsync(() => Receiver.Ledger.Count == 1, "the first is being sent", Patience, ct);
        Receiver.AnswerWhen = Task.CompletedTask;

        await Hub.JoinAsync(environment, ct);
        var tomorrow = TimeProvider.System.GetUtcNow().AddDays(1);
        for (var i = 0; i < Waiting; i++)
            await AnswerAsync(string.Create(CultureInfo.InvariantCulture, $"customer-{i}"), tomorrow, ct);
        await LockMessagesAsync(ct);
        await ScalarAsync(DueNow, ct);
        await Eventually.HoldsAsync(async token => await ScalarAsync(TakenByOwner, token) > 0, "its owner takes some of them", Patience, ct);
        Assert.True(await CountAsync("planned", ct) + await CountAsync("scheduled", ct) > 0, "Nothing is left to be taken.");
    }

    private async Task LockMessagesAsync(CancellationToken ct)
    {
        _lock = await _source.OpenConnectionAsync(ct);
        await using var command = _lock.CreateCommand();
        command.CommandText = "BEGIN; LOCK TABLE messages IN ACCESS EXCLUSIVE MODE";
        await command.ExecuteNonQueryAsync(ct);
    }

    private async Task<long> ScalarAsync(string sql, CancellationToken ct)
    {
        await using var command = _source.CreateCommand(sql);
        return await command.ExecuteScalarAsync(ct) is long count ? count : 0;
    }
}
