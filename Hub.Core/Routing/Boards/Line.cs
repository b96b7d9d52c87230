namespace Hub.Core.Routing.Boards;

/// <summary>Those who wait, whose turn comes first being first.</summary>
internal sealed class Line() : SortedSet<Waiting>(ByTurn)
{
    private static readonly Comparer<Waiting> ByTurn = Comparer<Waiting>.Create(
        (one, other) => one.Turn != other.Turn ? one.Turn.CompareTo(other.Turn) : one.Number.CompareTo(other.Number));
}
