using System.Text.Json.Nodes;
using Hub.Core.Journal;
using Hub.Core.Security;
using Hub.Core.Storage;

namespace Hub.Core.Agents;

/// <summary>Reads and changes agents; changes are steps of the caller's unit of work.</summary>
public static class AgentStore
{
    private const string Columns =
        """
        id, user_name, name, email, role, disabled, presence, presence_reason, presence_at, load, load_limit, interrupt_limit, may_begin, idle_since, version, created_at
        """;

    private const string Insert =
        """
        INSERT INTO agents (id, user_name, name, email, role, password_hash, presence_at, idle_since, created_at)
        VALUES (@Id, @UserName, @Name, @Email, @Role, @PasswordHash, @Now, @Now, @Now) ON CONFLICT (user_name) DO NOTHING
        """;

    private const string Update =
        """
        UPDATE agents SET name = @Name, email = @Email, role = @Role, disabled = @Disabled, load_limit = @LoadLimit,
          interrupt_limit = @InterruptLimit, may_begin = @MayBegin, version = version + 1
        WHERE id = @Id
        """;

    private const string UpdatePresence =
        """
        UPDATE agents SET idle_since = CASE WHEN @State = 'available' AND presence <> 'available' THEN @Now ELSE idle_since END,
          missed_offers = CASE WHEN @State = 'available' THEN 0 ELSE missed_offers END,
          presence = @State, presence_reason = @Reason, presence_at = @Now
        WHERE id = @Id
        """;

    // a lock on every administrator, so that two of them cannot demote each other at the same instant
    private const string OtherAdmins = "SELECT id FROM agents WHERE role = 'admin' AND NOT disabled ORDER BY id {forUpdate}";

    /// <summary>The agent, or null.</summary>
    public static Task<Agent?> FindAsync(DbSession db, Guid id, CancellationToken ct) =>
        db.FirstAsync<Agent>($"SELECT {Columns} FROM agents WHERE id = @id", new { id }, ct);

    /// <summary>The agent who signs in with this name, or null.</summary>
    public static Task<Agent?> FindByUserNameAsync(DbSession db, string userName, CancellationToken ct) =>
        db.FirstAsync<Agent>($"SELECT {Columns} FROM agents WHERE user_name = @name", new { name = UserName.Canonical(userName) }, ct);

    /// <summary>The agent who may sign in and has this mail address, canonical, or null.</summary>
    public static Task<Agent?> FindByEmailAsync(DbSession db, string email, CancellationToken ct) =>
        db.FirstAsync<Agent>($"SELECT {Columns} FROM agents WHERE email = @email AND NOT disabled", new { email }, ct);

    /// <summary>The agents by user name, those after <paramref name="after"/>.</summary>
    public static Task<List<Agent>> ListAsync(DbSession db, string? after, int limit, CancellationToken ct) =>
        db.ListAsync<Agent>(
            $"SELECT {Columns} FROM agents WHERE user_name > @after ORDER BY user_name LIMIT @limit", new { after = after ?? "", limit }, ct);

    /// <summary>The members of a queue by user name, those after <paramref name="after"/>.</summary>
    public static Task<List<Agent>> OfQueueAsync(DbSession db, Guid queueId, string? after, int limit, CancellationToken ct) =>
        db.ListAsync<Agent>(
            $"""
            SELECT {Columns} FROM agents WHERE id IN (SELECT agent_id FROM queue_members WHERE queue_id = @queueId) AND user_name > @after
            ORDER BY user_name LIMIT @limit
            """,
            new { queueId, after = after ?? "", limit }, ct);

    /// <summary>The id and the password's hash of the agent who may sign in with this name, or null.</summary>
    public static Task<Credentials?> FindCredentialsAsync(DbSession db, string userName, CancellationToken ct) =>
        db.FirstAsync<Credentials>(
            "SELECT id, password_hash FROM agents WHERE user_name = @name AND NOT disabled", new { name = UserName.Canonical(userName) }, ct);

    /// <summary>Adds an agent.</summary>
    public static async Task<AgentResult> CreateAsync(Tx tx, NewAgent agent, string actor, CancellationToken ct)
    {
        if (!await RoleStore.ExistsAsync(tx, agent.Role, ct)) return new AgentResult.UnknownRole();
        var row = new
        {
            Id = Ids.New(tx.Time), UserName = UserName.Canonical(agent.UserName), agent.Name, agent.Email, agent.Role, agent.PasswordHash, Now = tx.Time.NowMs(),
        };
        if (await IsTakenAsync(tx, row.Email, row.Id, ct)) return new AgentResult.EmailTaken();
        if (await tx.ExecuteAsync(Insert, row, ct) == 0) return new AgentResult.NameTaken();
        Append(tx, JournalKinds.AgentChanged, row.Id, actor, new JsonObject { ["role"] = agent.Role });
        return new AgentResult.Done((await FindAsync(tx, row.Id, ct))!);
    }

    /// <summary>Changes an agent. A new role or a closed account ends the agent's sessions.</summary>
    /// <param name="tx">The unit of work.</param>
    /// <param name="wish">Whom to change, if they are still at the version that the caller has seen (null: at any), and how.</param>
    /// <param name="actor">Who changes.</param>
    /// <param name="ct">Ends the unit.</param>
    public static async Task<AgentResult> ChangeAsync(
        Tx tx, (Guid Id, long? Version, AgentChange Change) wish, string actor, CancellationToken ct)
    {
        var admins = await tx.ListAsync<Guid>(OtherAdmins, null, ct);
        if (await FindForChangeAsync(tx, wish.Id, ct) is not { } present) return new AgentResult.NotFound();
        if (wish.Version is { } version && version != present.Version) return new AgentResult.VersionDiffers(present);
        var change = wish.Change;
        var (role, disabled) = (change.Role ?? present.Role, change.Disabled ?? present.Disabled);
        if (!await RoleStore.ExistsAsync(tx, role, ct)) return new AgentResult.UnknownRole();
        if (admins is [var last] && last == present.Id && (disabled || role != Role.Admin)) return new AgentResult.LastAdmin();

        var email = change.Email is null ? present.Email : change.Email.Length == 0 ? null : change.Email;
        if (await IsTakenAsync(tx, email, present.Id, ct)) return new AgentResult.EmailTaken();
        var row = new
        {
            wish.Id, Name = change.Name ?? present.Name, Email = email, Role = role, Disabled = disabled, LoadLimit = change.LoadLimit ?? present.LoadLimit,
            InterruptLimit = change.InterruptLimit ?? present.InterruptLimit, MayBegin = change.MayBegin ?? present.MayBegin,
        };
        await tx.ExecuteAsync(Update, row, ct);
        if (disabled != present.Disabled || role != present.Role) await Sessions.CloseAllAsync(tx, wish.Id, ct);
        if (disabled && present.Presence != Presence.Offline) await SetPresenceAsync(tx, wish.Id, Presence.Offline, null, actor, ct);
        Append(tx, JournalKinds.AgentChanged, wish.Id, actor, Changes(present, (role, disabled, row.LoadLimit, email)));
        return new AgentResult.Done((await FindAsync(tx, wish.Id, ct))!);
    }

    /// <summary>Sets the password and ends the agent's sessions; false where there is no such agent.</summary>
    public static async Task<bool> SetPasswordAsync(Tx tx, Guid id, string passwordHash, string actor, CancellationToken ct)
    {
        var found = await tx.ExecuteAsync("UPDATE agents SET password_hash = @passwordHash WHERE id = @id", new { id, passwordHash }, ct);
        if (found == 0) return false;
        await Sessions.CloseAllAsync(tx, id, ct);
        Append(tx, JournalKinds.AgentChanged, id, actor, new JsonObject { ["password"] = true });
        return true;
    }

    /// <summary>Sets an agent's presence; an agent who becomes available begins to wait for work. False where there is no such agent.</summary>
    public static async Task<bool> SetPresenceAsync(Tx tx, Guid id, string state, string? reason, string actor, CancellationToken ct)
    {
        var found = await tx.ExecuteAsync(UpdatePresence, new { Id = id, State = state, Reason = reason, Now = tx.Time.NowMs() }, ct);
        // the reason is the agent's own words: it stays in the row
        if (found > 0) Append(tx, JournalKinds.AgentPresence, id, actor, new JsonObject { ["presence"] = state });
        return found > 0;
    }

    private static Task<Agent?> FindForChangeAsync(Tx tx, Guid id, CancellationToken ct) =>
        tx.FirstAsync<Agent>($"SELECT {Columns} FROM agents WHERE id = @id {{forUpdate}}", new { id }, ct);

    // a race for one address ends at the column's constraint
    private static async Task<bool> IsTakenAsync(Tx tx, string? email, Guid by, CancellationToken ct) =>
        email is not null && await tx.FirstAsync<long>("SELECT COUNT(*) FROM agents WHERE email = @email AND id <> @by", new { email, by }, ct) > 0;

    private static JsonObject Changes(Agent before, (string Role, bool Disabled, long LoadLimit, string? Email) after)
    {
        var changes = new JsonObject();
        if (after.Role != before.Role) changes["role"] = after.Role;
        if (after.Disabled != before.Disabled) changes["disabled"] = after.Disabled;
        if (after.LoadLimit != before.LoadLimit) changes["loadLimit"] = after.LoadLimit;
        // entries carry no addresses
        if (after.Email != before.Email) changes["email"] = true;
        return changes;
    }

    private static void Append(Tx tx, string kind, Guid agentId, string actor, JsonObject changes) => tx.Append(new JournalEntry
    {
        At = tx.Time.NowMs(), Kind = kind, Actor = actor, AgentId = agentId, Changes = changes.ToJsonString(),
    });
}
