using Hub.Core.Channels;
using Hub.Core.Routing;
using Hub.Host.Desk.Reading;

namespace Hub.Host.Desk.Pages;

/// <summary>The page on which a conversation is begun.</summary>
public sealed record NewModel
{
    public required ShellModel Shell { get; init; }

    /// <summary>The accounts that can send.</summary>
    public required IReadOnlyList<ChannelAccount> Channels { get; init; }

    public required IReadOnlyList<WorkQueue> Queues { get; init; }
}
