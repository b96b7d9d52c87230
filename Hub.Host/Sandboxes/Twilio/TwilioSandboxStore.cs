using Hub.Core;

namespace Hub.Host.Sandboxes.Twilio;

/// <summary>What the sandbox holds: messages in order, and who wants none.</summary>
internal sealed class TwilioSandboxStore(TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly List<TwilioSandboxMessage> _messages = [];
    private readonly Dictionary<string, TwilioSandboxMessage> _bySid = new(StringComparer.Ordinal);
    private readonly HashSet<string> _stopped = new(StringComparer.Ordinal);

    /// <summary>All of them, the oldest first.</summary>
    public IReadOnlyList<TwilioSandboxMessage> All
    {
        get
        {
            lock (_gate) return [.. _messages];
        }
    }

    /// <summary>A SID that nothing has.</summary>
    public string NewSid(string kind) => kind + Ids.New(time).ToString("N");

    public void Add(TwilioSandboxMessage message)
    {
        lock (_gate)
        {
            _messages.Add(message);
            _bySid.Add(message.Sid, message);
            if (!message.IsInbound) return;
            var word = message.Body.Trim().ToUpperInvariant();
            if (word is "STOP" or "UNSUBSCRIBE" or "CANCEL" or "END" or "QUIT" or "STOPALL") _stopped.Add(message.From);
            if (word is "START" or "UNSTOP" or "YES") _stopped.Remove(message.From);
        }
    }

    public TwilioSandboxMessage? Find(string sid)
    {
        lock (_gate) return _bySid.GetValueOrDefault(sid);
    }

    /// <summary>Whether the number has said that it wants nothing.</summary>
    public bool HasStopped(string number)
    {
        lock (_gate) return _stopped.Contains(number);
    }

    /// <summary>Whether somebody has written within the last 24 hours.</summary>
    public bool WroteLately(string address)
    {
        var since = time.GetUtcNow() - TimeSpan.FromHours(24);
        lock (_gate) return _messages.Exists(message => message.IsInbound && message.From == address && message.At > since);
    }

    /// <summary>Those that pass, the latest first, from a place on.</summary>
    public List<TwilioSandboxMessage> List(Func<TwilioSandboxMessage, bool> passes, int skip, int take)
    {
        lock (_gate) return [.. Enumerable.Reverse(_messages).Where(passes).Skip(skip).Take(take)];
    }
}
