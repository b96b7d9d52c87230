using Hub.Core.Routing;
using Hub.Host.Desk.Reading;

namespace Hub.Host.Desk.Pages;

/// <summary>The queues, to be told what they say.</summary>
public sealed record QueuesModel
{
    public required ShellModel Shell { get; init; }

    public required IReadOnlyList<WorkQueue> Rows { get; init; }
}
