using Hub.Core.Channels;
using Hub.Core.Storage;
using Hub.Host.Events;

namespace Hub.Host.Chat;

/// <summary>Opens visitors' streams: a few for each visitor, and altogether as many as the chat's options say.</summary>
internal sealed class ChatStreams(
    EventFeed feed, ChatHistory history, QueuePace pace, ChannelRegistry channels, Store store, IHostApplicationLifetime life, ILogger<ChatStreams> log)
{
    /// <summary>How long who is one too many is asked to wait.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    private const int MostPerVisitor = 8;

    private readonly Dictionary<(string Channel, string Visitor), int> _open = [];
    private readonly Dictionary<string, int> _altogether = [];
    private readonly Lock _gate = new();

    /// <summary>A stream of what follows a number, or null where there are as many as there may be.</summary>
    public ChatStream? TryOpen(ChatVisitor visitor, long after)
    {
        if (!TryEnter(visitor)) return null;
        EventMetrics.Opened();
        return new ChatStream(feed, history, pace, store, log, life.ApplicationStopping)
        {
            Visitor = visitor,
            Position = after,
            IsAtWork = () => channels.Find(visitor.ChannelId) is Hub.Channels.WebChat.WebChatChannel,
            Ended = () => Leave(visitor),
        };
    }

    private bool TryEnter(ChatVisitor visitor)
    {
        var key = (visitor.ChannelId, visitor.Address);
        lock (_gate)
        {
            var (own, all) = (_open.GetValueOrDefault(key), _altogether.GetValueOrDefault(visitor.ChannelId));
            if (own >= MostPerVisitor || all >= visitor.Channel.Options.MaxStreams) return false;
            (_open[key], _altogether[visitor.ChannelId]) = (own + 1, all + 1);
            return true;
        }
    }

    private void Leave(ChatVisitor visitor)
    {
        var key = (visitor.ChannelId, visitor.Address);
        lock (_gate)
        {
            if (--_open[key] == 0) _open.Remove(key);
            if (--_altogether[visitor.ChannelId] == 0) _altogether.Remove(visitor.ChannelId);
        }

        EventMetrics.Closed();
    }
}
