using Hub.Core.Journal;
using Hub.Core.Routing.Boards;
using Hub.Core.Storage;
using Hub.Core.Timers;
using static Hub.Core.Journal.JournalKinds;

namespace Hub.Core.Routing;

/// <summary>
/// Gives waiting conversations to agents: whenever one arrives, an agent may have become free, or time has changed what is asked for. It finds
/// matches on a <see cref="Board"/> in memory, which it reads from the store with the first entry: a router lives as long as every transaction commits.
/// </summary>
public sealed class Router : IJournalReader
{
    /// <summary>Who acts in the entries of the router.</summary>
    public const string Actor = "router";

    /// <summary>The most that one transaction gives away; the router's own entries bring it back for the rest.</summary>
    private const int MostMatches = 500;

    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);

    private static readonly HashSet<string> OfAgents = [AgentPresence, AgentChanged, ConversationChanged, ConversationLeft, OfferEnded];

    private static readonly HashSet<string> OfConversations =
        [ConversationCreated, ConversationChanged, ConversationLeft, OfferEnded, RoutingDue];

    private Matcher? _matcher;

    /// <inheritdoc/>
    public string Name => "router";

    /// <inheritdoc/>
    public JournalStart StartsAt => JournalStart.Beginning;

    /// <inheritdoc/>
    public IJournalReader Fresh() => new Router();

    /// <inheritdoc/>
    public bool Concerns(JournalEntry entry) =>
        _matcher is null || entry.Actor == Actor || OfAgents.Contains(entry.Kind) || OfConversations.Contains(entry.Kind)
        || entry.Kind is QueueChanged or CalendarChanged or ContactChanged || EndsOrBeginsWaiting(_matcher.Board, entry);

    /// <inheritdoc/>
    public async Task HandleAsync(Tx tx, IReadOnlyList<JournalEntry> entries, CancellationToken ct)
    {
        var now = tx.Time.NowMs();
        _matcher ??= await BoardLoader.LoadAsync(tx, now, ct);
        // what the router itself did is on the board
        await RefreshAsync(tx, _matcher, entries.Where(entry => entry.Actor != Actor).ToList(), now, ct);
        if (_matcher.IsShort) _matcher = await BoardLoader.LoadAsync(tx, now, ct);
        for (var left = MostMatches; left > 0 && _matcher.Next(now) is { } match; left--) await MakeAsync(tx, _matcher, match, now, ct);
    }

    private static async Task RefreshAsync(Tx tx, Matcher matcher, List<JournalEntry> entries, long now, CancellationToken ct)
    {
        var agents = Ids(entries, OfAgents.Contains, entry => entry.AgentId);
        await BoardLoader.RefreshAgentsAsync(tx, matcher.Board, agents, ct);
        foreach (var agent in agents.Select(matcher.Board.AgentOf))
        {
            matcher.Note(agent, now);
            if (!agent.IsThere) await Offers.WithdrawAsync(tx, agent.Id, ct);
        }

        var queues = Ids(entries, kind => kind == QueueChanged, entry => entry.QueueId);
        var calendars = Ids(entries, kind => kind == CalendarChanged, entry => Guid.Parse(entry.Subject!));
        queues.UnionWith(matcher.Board.Queues.Where(queue => queue.Calendar is { } followed && calendars.Contains(followed.Id)).Select(queue => queue.Id));
        var placed = new List<Waiting>();
        placed.AddRange(await BoardLoader.RefreshQueuesAsync(tx, matcher, queues, now, ct));
        placed.AddRange(await BoardLoader.RefreshContactsAsync(tx, matcher, Ids(entries, kind => kind == ContactChanged, entry => entry.ContactId), now, ct));
        var conversations = Ids(entries, OfConversations.Contains, entry => entry.ConversationId);
        conversations.UnionWith(entries.Where(entry => EndsOrBeginsWaiting(matcher.Board, entry)).Select(entry => entry.ConversationId!.Value));
        placed.AddRange(await BoardLoader.RefreshAsync(tx, matcher, conversations, now, ct));
        foreach (var waiting in placed)
            if (waiting.NextStep(now) is { } next) await TimerQueue.SetAfterAsync(tx, RoutingTimer.TimerKind, waiting.Id, TimeSpan.FromMilliseconds(next - now), ct);
    }

    private static async Task MakeAsync(Tx tx, Matcher matcher, Match match, long now, CancellationToken ct)
    {
        if (await Assignment.RunAsync(tx, match, matcher.Board.Queue(match.Waiting.QueueId)!.Routing, ct))
        {
            matcher.Made(match, now);
            return;
        }

        // somebody else has it in hand, or the agent: their entry tells how it ended, and the timer looks again where they failed
        matcher.Remove(match.Waiting.Id);
        await BoardLoader.RefreshAgentsAsync(tx, matcher.Board, [match.Agent.Id], ct);
        await TimerQueue.SetAfterAsync(tx, RoutingTimer.TimerKind, match.Waiting.Id, LookAgain, ct);
    }

    /// <summary>Whether a message changes since when somebody waits; what it opens or reopens has an entry of its own.</summary>
    private static bool EndsOrBeginsWaiting(Board board, JournalEntry entry) => entry.Kind switch
    {
        MessageReceived => entry.ConversationId is { } id && board.Find(id) is { Row.IsAnswered: true },
        MessageCreated => entry.ConversationId is { } id && board.Find(id) is not null,
        _ => false,
    };

    private static HashSet<Guid> Ids(List<JournalEntry> entries, Func<string, bool> isOf, Func<JournalEntry, Guid?> id) =>
        [.. entries.Where(entry => isOf(entry.Kind)).Select(id).OfType<Guid>()];
}
