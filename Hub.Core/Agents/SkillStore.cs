using Hub.Core.Journal;
using Hub.Core.Storage;

namespace Hub.Core.Agents;

/// <summary>Reads and changes what agents can do; changes are steps of the caller's unit of work.</summary>
public static class SkillStore
{
    /// <summary>The most skills that an agent can have.</summary>
    public const int Most = 100;

    /// <summary>The longest name of a skill.</summary>
    public const int LongestName = 60;

    /// <summary>An agent's skills with their levels of 1 to 5, by name.</summary>
    public static async Task<SortedDictionary<string, int>> OfAsync(DbSession db, Guid agent, CancellationToken ct)
    {
        var rows = await db.Statement("SELECT skill, level FROM agent_skills WHERE agent_id = $1").Bind(agent)
            .ListAsync(row => KeyValuePair.Create(row.Text(0), (int)row.Long(1)), ct);
        return new SortedDictionary<string, int>(new Dictionary<string, int>(rows), StringComparer.Ordinal);
    }

    /// <summary>Says all that an agent can do; false where the agent is not there or not at this version (null: any).</summary>
    public static async Task<bool> SetAsync(
        Tx tx, (Guid Agent, long? Version) at, IReadOnlyDictionary<string, int> skills, string actor, CancellationToken ct)
    {
        var agent = at.Agent;
        if (await tx.ExecuteAsync("UPDATE agents SET version = version + 1 WHERE id = @Agent AND version = COALESCE(@Version, version)", new { at.Agent, at.Version }, ct) == 0)
            return false;
        await tx.Statement("DELETE FROM agent_skills WHERE agent_id = $1").Bind(agent).ExecuteAsync(ct);
        foreach (var (skill, level) in skills)
            await tx.Statement("INSERT INTO agent_skills (agent_id, skill, level) VALUES ($1, $2, $3)").Bind(agent).Bind(skill).Bind(level).ExecuteAsync(ct);
        tx.Append(new JournalEntry
        {
            At = tx.Time.NowMs(), Kind = JournalKinds.AgentChanged, Actor = actor, AgentId = agent, Changes = """{"skills":true}""",
        });
        return true;
    }
}
