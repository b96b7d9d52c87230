using Hub.Core.Routing.Choosing;

namespace Hub.Core.Routing.Boards;

/// <summary>
/// Finds, match by match, who gets what on a <see cref="Board"/> of which parts have changed. It holds no clock and knows no store, so a
/// simulation drives it as the router does.
/// </summary>
/// <param name="board">What is known.</param>
/// <param name="most">The most who wait that are held; of more, those whose turn comes last are left in the store.</param>
internal sealed class Matcher(Board board, int most = Matcher.MostWaiting)
{
    /// <summary>About 100 MB.</summary>
    public const int MostWaiting = 200_000;

    private readonly HashSet<BoardAgent> _free = [];
    private readonly Line _news = [];

    private bool _hasLeftSome;

    public Board Board => board;

    /// <summary>Whether it held more than it may once, and so few now that the rest has to be read.</summary>
    public bool IsShort => _hasLeftSome && board.Waiting.Count < most / 2;

    /// <summary>An agent has changed: there may be room, or what was kept for the agent is not any more, or a queue is left alone.</summary>
    public void Note(BoardAgent agent, long now)
    {
        _free.Add(agent);
        if (agent.IsThere) return;
        _news.UnionWith(agent.Kept);
        foreach (var queue in agent.Queues.Where(queue => queue.Routing.Overflows.Any(overflow => overflow.WhenNobodyIsThere)))
            foreach (var waiting in queue.Own) Place(waiting.Row, now);
    }

    /// <summary>Somebody waits, or waits otherwise than before; null where the queue is not known.</summary>
    public Waiting? Place(WaitingRow row, long now)
    {
        Remove(row.Id);
        if (board.Place(row, now) is not { } waiting) return null;
        _news.Add(waiting);
        if (board.Waiting.Count > most) LeaveSome();
        return waiting;
    }

    /// <summary>A conversation does not wait any more.</summary>
    public void Remove(Guid conversation)
    {
        if (board.Find(conversation) is { } waiting) _news.Remove(waiting);
        board.Remove(conversation);
    }

    /// <summary>
    /// The next match, or null when nothing that has changed brings another one. First those who may be free look for work, which may have
    /// waited long; then what is new looks for somebody. The caller takes it off the board in any case.
    /// </summary>
    public Match? Next(long now)
    {
        while (_free.Count > 0)
        {
            var agent = _free.MinBy(one => (one.IdleSince, one.Id))!;
            if (board.FirstFor(agent, now) is { } waiting && Decide(waiting, now) is { } match) return match;
            _free.Remove(agent);
        }

        while (_news.Min is { } news)
        {
            if (Decide(news, now) is { } match) return match;
            _news.Remove(news);
        }

        return null;
    }

    /// <summary>The match was made: the agent carries it now.</summary>
    public void Made(Match match, long now)
    {
        Remove(match.Waiting.Id);
        (match.Agent.Load, match.Agent.IdleSince) = (match.Agent.Load + match.Waiting.Weight, now);
    }

    private void LeaveSome()
    {
        foreach (var last in board.Waiting.OrderByDescending(waiting => waiting.Turn).ThenByDescending(waiting => waiting.Number).Take(most / 4).ToList())
            Remove(last.Id);
        _hasLeftSome = true;
    }

    private Match? Decide(Waiting waiting, long now)
    {
        var question = board.Ask(waiting, now);
        return Choice.Winner(question) is { } winner ? new Match(waiting, board.AgentOf(winner.Id), question, winner) : null;
    }
}
