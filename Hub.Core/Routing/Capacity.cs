using Hub.Core.Routing.Boards;
using Hub.Core.Storage;

namespace Hub.Core.Routing;

/// <summary>
/// An agent's load, in tenths of a unit: the sum of the weights of the conversations that the agent carries. It changes only together with
/// a conversation's assignment, by conditional updates in the same transaction, so it can be trusted without counting.
/// </summary>
internal static class Capacity
{
    private const string TakeIfFree =
        """
        UPDATE agents SET load = load + $2, idle_since = $3
        WHERE id = $1 AND load + $2 <= load_limit + CASE WHEN $4 THEN interrupt_limit ELSE 0 END AND presence = 'available' AND NOT disabled
        """;

    private const string Take = "UPDATE agents SET load = load + $2, idle_since = $3 WHERE id = $1";

    private const string Change = "UPDATE agents SET load = load + $2 WHERE id = $1";

    private const string Wake = "UPDATE agents SET load = load + (SELECT weight - parked_weight FROM conversations WHERE id = $2) WHERE id = $1";

    /// <summary>Takes weight for the router: only from an available agent with room. False where there is none.</summary>
    public static async Task<bool> TryTakeAsync(Tx tx, Guid agent, Waiting waiting, CancellationToken ct) =>
        await tx.Statement(TakeIfFree).Bind(agent).Bind(waiting.Weight).Bind(tx.Time.NowMs()).Bind(waiting.Interrupts).ExecuteAsync(ct) == 1;

    /// <summary>Moves weight from one carrier to another, or changes what one carries, by a human's word, which may exceed the limit.</summary>
    public static async Task MoveAsync(Tx tx, Burden from, Burden to, CancellationToken ct)
    {
        if (from == to) return;
        if (from.Agent == to.Agent)
        {
            await ChangeAsync(tx, from.Agent, to.Weight - from.Weight, ct);
            return;
        }

        // in the order of their ids, so that two moves in opposite directions cannot wait for each other
        var giveFirst = to.Agent is null || (from.Agent is { } giver && giver.CompareTo(to.Agent.Value) < 0);
        if (giveFirst) await ChangeAsync(tx, from.Agent, -from.Weight, ct);
        if (to.Agent is { } taker) await tx.Statement(Take).Bind(taker).Bind(to.Weight).Bind(tx.Time.NowMs()).ExecuteAsync(ct);
        if (!giveFirst) await ChangeAsync(tx, from.Agent, -from.Weight, ct);
    }

    /// <summary>A conversation that was parked is open again.</summary>
    public static Task WakeAsync(Tx tx, Guid agent, Guid conversation, CancellationToken ct) =>
        tx.Statement(Wake).Bind(agent).Bind(conversation).ExecuteAsync(ct);

    private static async Task ChangeAsync(Tx tx, Guid? agent, long by, CancellationToken ct)
    {
        if (agent is { } carrier) await tx.Statement(Change).Bind(carrier).Bind(by).ExecuteAsync(ct);
    }
}
