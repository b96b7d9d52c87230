namespace Hub.Core.Routing.Boards;

/// <summary>A queue on the board.</summary>
internal sealed class BoardQueue(Guid id)
{
    public Guid Id { get; } = id;

    public string Key { get; set; } = "";

    public long Version { get; set; }

    public QueueRouting Routing { get; set; } = QueueRouting.Default;

    /// <summary>Its members with their ranks.</summary>
    public Dictionary<BoardAgent, int> Members { get; } = [];

    /// <summary>Those who wait in it, and those of other queues whom its members help, alike by alike.</summary>
    public Dictionary<LineKey, Line> Lines { get; } = [];

    /// <summary>Those who wait in it, without those whom its members only help.</summary>
    public IReadOnlyList<Waiting> Own => [.. Lines.Values.SelectMany(line => line).Where(waiting => waiting.QueueId == Id)];

    public void Enter(Waiting waiting, LineKey key)
    {
        if (!Lines.TryGetValue(key, out var line)) Lines.Add(key, line = []);
        line.Add(waiting);
    }

    public void Leave(Waiting waiting, LineKey key)
    {
        if (!Lines.TryGetValue(key, out var line)) return;
        line.Remove(waiting);
        if (line.Count == 0) Lines.Remove(key);
    }
}
