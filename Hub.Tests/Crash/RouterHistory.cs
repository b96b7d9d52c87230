using System.Text.Json.Nodes;
using Hub.Core.Routing;
using Npgsql;

namespace Hub.Tests.Crash;

/// <summary>Who carried what, entry by entry of the journal: what the hub says that it did, counted again from the beginning.</summary>
internal sealed class RouterHistory
{
    private const string Entries =
        """
        SELECT kind, actor, conversation_id, agent_id, changes FROM journal
        WHERE kind IN ('conversation.changed', 'offer.made', 'offer.ended') ORDER BY seq
        """;

    private readonly Dictionary<Guid, Guid> _carriers = [];
    private readonly Dictionary<Guid, long> _loads = [];

    /// <summary>How often the router gave something to somebody.</summary>
    public int Given { get; private set; }

    /// <summary>What each agent carries at the end, in tenths of a unit.</summary>
    public IReadOnlyDictionary<Guid, long> Loads => _loads;

    /// <summary>Reads it; fails where the router gave what somebody had, or to somebody who was full.</summary>
    public static async Task<RouterHistory> ReadAsync(NpgsqlDataSource source, long weight, long limit, CancellationToken ct)
    {
        var history = new RouterHistory();
        await using var command = source.CreateCommand(Entries);
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            var agent = await reader.IsDBNullAsync(3, ct) ? (Guid?)null : reader.GetGuid(3);
            var changes = await reader.IsDBNullAsync(4, ct) ? null : JsonNode.Parse(reader.GetString(4));
            var isRouter = reader.GetString(1) == Router.Actor;
            history.Apply(reader.GetString(0), isRouter, reader.GetGuid(2), agent, changes, weight);
            // a human's word may exceed it
            if (isRouter) Assert.InRange(history._loads[agent!.Value], 0, limit);
        }

        return history;
    }

    private void Apply(string kind, bool isRouter, Guid conversation, Guid? agent, JsonNode? changes, long weight)
    {
        if (isRouter)
        {
            Assert.False(_carriers.ContainsKey(conversation), $"Conversation {conversation} was given to two.");
            Given++;
        }

        switch (kind)
        {
            case "offer.made":
                Carry(conversation, agent, weight);
                break;
            case "offer.ended" when (string?)changes!["state"] != "accepted":
                Carry(conversation, null, weight);
                break;
            case "conversation.changed" when (string?)changes!["status"] == "resolved":
                Carry(conversation, null, weight);
                break;
            case "conversation.changed" when changes!["assignee"] is not null:
                Carry(conversation, agent, weight);
                break;
        }
    }

    private void Carry(Guid conversation, Guid? agent, long weight)
    {
        if (_carriers.Remove(conversation, out var former)) _loads[former] -= weight;
        if (agent is not { } carrier) return;
        _carriers.Add(conversation, carrier);
        _loads[carrier] = _loads.GetValueOrDefault(carrier) + weight;
    }
}
