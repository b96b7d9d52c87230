using Hub.Core.Arrivals;
using Hub.Core.Channels;
using Hub.Core.Contacts;
using Hub.Core.Conversations;
using Hub.Core.Conversations.Threading;
using Hub.Core.Storage;

namespace Hub.Core.Junk;

/// <summary>Decides whether an arrival is junk, and what that means for the conversation that it would join.</summary>
internal static class JunkJudge
{
    /// <summary>Looks up what people decided of a sender of mails, together with the next statement; null on other channels.</summary>
    public static async Task<Later<string?>?> LookUpAsync(Tx tx, ChannelAccount account, string address, CancellationToken ct) =>
        account.PointKind == PointKinds.Email ? await JunkSenders.FindWithNextAsync(tx, account.PointKind, address, ct) : null;

    /// <summary>Whether it is junk: what people decided of its sender goes before what its mail server says.</summary>
    public static bool IsJunk(string? verdict, InboundMessage message) => verdict switch
    {
        JunkVerdict.Allow => false,
        JunkVerdict.Block => true,
        _ => message.IsJunk,
    };

    /// <summary>
    /// What goes on between people is not hidden by a filter: in a conversation that is under way junk is only flagged. It reopens none that is
    /// done, and what is no junk does not vanish in a conversation that is.
    /// </summary>
    public static Joined Apply(Joined joined, bool isJunk) => joined.Conversation switch
    {
        null when isJunk => joined with { IsJunk = true, MayBelongTo = null },
        null => joined,
        { Junk: true } when isJunk => joined with { IsJunk = true },
        { Junk: true } junk => new Joined(null, junk.Id, JoinReason.Junk),
        { Status: ConversationStatus.Resolved } done when isJunk => new Joined(null, done.Id, JoinReason.Junk) { IsJunk = true },
        _ => joined,
    };
}
