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
        WHERE id = $1 AND load + $2 <= load_limit AND presence = 'available' AND NOT disabled
        """;

    private const string Take = "UPDATE agents SET load = load + $2, idle_since = $3 WHERE id = $1";

    private const string Release = "UPDATE agents SET load = load - $2 WHERE id = $1";

    /// <summary>Takes weight for the router: only from an available agent with room. False where there is none.</summary>
    public static async Task<bool> TryTakeAsync(Tx tx, Guid agent, long weight, CancellationToken ct) =>
        await tx.Statement(TakeIfFree).Bind(agent).Bind(weight).Bind(tx.Time.NowMs()).ExecuteAsync(ct) == 1;

    /// <summary>Moves weight from one carrier to another by a human's word, which may exceed the limit.</summary>
    public static async Task MoveAsync(Tx tx, Guid? from, Guid? to, long weight, CancellationToken ct)
    {
        if (from == to) return;
        // in the order of their ids, so that two moves in opposite directions cannot wait for each other
        var giveFirst = to is null || (from is { } giver && giver.CompareTo(to.Value) < 0);
        if (giveFirst) await ReleaseAsync(tx, from, weight, ct);
        if (to is { } taker) await tx.Statement(Take).Bind(taker).Bind(weight).Bind(tx.Time.NowMs()).ExecuteAsync(ct);
        if (!giveFirst) await ReleaseAsync(tx, from, weight, ct);
    }

    private static async Task ReleaseAsync(Tx tx, Guid? agent, long weight, CancellationToken ct)
    {
        if (agent is { } giver) await tx.Statement(Release).Bind(giver).Bind(weight).ExecuteAsync(ct);
    }
}
