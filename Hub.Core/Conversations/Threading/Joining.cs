using Hub.Core.Arrivals;
using Hub.Core.Channels;
using Hub.Core.Storage;

namespace Hub.Core.Conversations.Threading;

/// <summary>
/// Decides which conversation an arrival joins; the first that matches:
/// <list type="number">
/// <item>the one it names, by the channel's thread or by our keyed token, if its sender takes part in it; a stranger's message opens a new
/// one linked to that;</item>
/// <item>where it names none, the contact's open conversation on this channel account, or the last one if it was resolved lately;</item>
/// <item>the contact's conversation on another channel, only where both contact points are verified and it was active lately;</item>
/// <item>a new one.</item>
/// </list>
/// </summary>
internal sealed class Joining(ConversationOptions options, ThreadTokens tokens)
{
    private readonly SubjectPolicy _bySubject = new(options);

    private const string Columns = "c.id, c.contact_id, c.channel, c.threaded, c.status, c.resolved_at, c.waiting_since, c.queue_id, c.assignee_id, "
        + "c.merged_into, c.subject, c.junk";

    // the dialect's word: what is read of a conversation here holds to the commit
    private const string Lock = "{lockConversation}";

    // of those to whom the name means a conversation, the sender comes first
    private const string ByThread =
        $"""
        SELECT {Columns} FROM conversation_threads t JOIN conversations c ON c.id = t.conversation_id
        WHERE t.channel = $1 AND t.thread = $2 AND (t.held OR t.contact_id = $3)
        ORDER BY CASE WHEN t.contact_id = $3 THEN 0 ELSE c.number END LIMIT 1 {Lock}
        """;

    // an answer of the sender came before what it answers
    private const string Awaited =
        $"""
        SELECT {Columns} FROM conversation_threads t JOIN conversations c ON c.id = t.conversation_id
        WHERE t.channel = $1 AND t.thread = $2 AND t.contact_id = $3 AND NOT t.held {Lock}
        """;

    private const string ByDelivery = $"SELECT {Columns} FROM deliveries d JOIN conversations c ON c.id = d.conversation_id WHERE d.seq = $1 {Lock}";

    private const string ByNumber = $"SELECT {Columns} FROM conversations c WHERE c.number = $1 {Lock}";

    // what it is called by outside bears the number of the conversation in which it was written
    private const string ByMessage =
        $"""
        SELECT {Columns} FROM messages m JOIN conversations c ON c.id = m.conversation_id
        WHERE m.id = $1 AND COALESCE(m.written_in, c.number) = $2 {Lock}
        """;

    private const string ById = $"SELECT {Columns} FROM conversations c WHERE c.id = $1 {Lock}";

    private const string OpenOnChannel =
        $"""
        SELECT {Columns} FROM conversations c WHERE c.contact_id = $1 AND c.channel = $2 AND NOT c.threaded AND c.status <> 'resolved'
        {Lock}
        """;

    // a contact that was not there a statement ago is not locked yet, and its lock comes before that of its conversation
    private const string OpenOfAddress =
        $$"""
        SELECT {{Columns}} FROM contact_points p JOIN contacts k ON k.id = p.contact_id JOIN conversations c ON c.contact_id = k.id
        WHERE p.kind = $1 AND p.address = $2 AND c.channel = $3 AND NOT c.threaded AND c.status <> 'resolved' {lockContactAndConversation}
        """;

    private const string LastOnChannel =
        $"""
        SELECT {Columns} FROM conversations c WHERE c.contact_id = $1 AND c.channel = $2 AND NOT c.threaded
        ORDER BY c.number DESC LIMIT 1 {Lock}
        """;

    private const string OnOtherChannel =
        $"""
        SELECT {Columns} FROM conversations c JOIN contact_points p ON p.id = c.point_id
        WHERE c.contact_id = $1 AND c.channel <> $2 AND c.status <> 'resolved' AND c.active_at >= $3 AND p.verified_at IS NOT NULL
        ORDER BY c.active_at DESC LIMIT 1 {Lock}
        """;

    // who wrote in it, to whom an agent wrote, and whose conversation was merged into it
    private const string TakesPart =
        """
        SELECT 1 FROM messages WHERE conversation_id = $1 AND contact_id = $2 AND direction = 'in'
        UNION ALL
        SELECT 1 FROM messages m JOIN message_receivers r ON r.message_id = m.id JOIN contact_points p ON p.address = r.address
        WHERE m.conversation_id = $1 AND m.direction = 'out' AND p.id = $3
        UNION ALL
        SELECT 1 FROM conversations WHERE merged_into = $1 AND contact_id = $2
        LIMIT 1
        """;

    /// <summary>The open conversation on this channel account of the contact who has this address.</summary>
    public static Task<JoinableConversation?> OpenOfAsync(Tx tx, ChannelAccount account, string address, CancellationToken ct) =>
        tx.Statement(OpenOfAddress).Bind(account.PointKind).Bind(address).Bind(account.Id).FirstAsync(Read, ct);

    /// <summary>Decides for a sender and the open conversation that was found of them.</summary>
    public async Task<Joined> DecideAsync(
        Tx tx, ChannelAccount account, InboundMessage message, (Sender Sender, JoinableConversation? Open) found, CancellationToken ct)
    {
        var sender = found.Sender;
        if (message.Thread is { } thread)
        {
            var named = await ByNamesAsync(tx, account, thread, sender, ct);
            if (!message.IsQuiet) return await _bySubject.JudgeAsync(tx, (account, message, sender), named, ct);
            // what does not reopen its conversation cannot come too late for it
            return named.TooLate is { } old ? new Joined(old, null, JoinReason.Thread) : named;
        }

        if (sender.IsNew) return new Joined(null, null, JoinReason.New);

        if (found.Open is { } own) return new Joined(own, null, JoinReason.SameChannel);

        var other = sender.Verified ? await OnOtherChannelAsync(tx, account, sender, ct) : null;
        if (other is not null) return new Joined(other, null, JoinReason.Continued);

        var last = await FollowAsync(tx, await tx.Statement(LastOnChannel).Bind(sender.ContactId).Bind(account.Id).FirstAsync(Read, ct), ct);
        if (last is null) return new Joined(null, null, JoinReason.New);
        // what names nothing is not to come into the matter of somebody else
        return last.ContactId == sender.ContactId ? Reopen(tx, last, JoinReason.Reopened) : new Joined(null, last.Id, JoinReason.New);
    }

    /// <summary>Where a message belongs that somebody of us sent from elsewhere: to the first conversation that it names, whoever it went to, for it
    /// was ours to write there. It reopens nothing, so it cannot come too late.</summary>
    public async Task<Joined> OfSentAsync(Tx tx, ChannelAccount account, ThreadPlace thread, Guid receiver, CancellationToken ct)
    {
        foreach (var name in thread.Names)
        {
            var (found, reason) = await FindAsync(tx, account, name, receiver, ct);
            if (await FollowAsync(tx, found, ct) is { } named) return new Joined(named, null, reason, name);
        }

        var awaited = await AwaitedAsync(tx, account, thread, receiver, ct);
        return new Joined(awaited, null, awaited is null ? JoinReason.New : JoinReason.Thread);
    }

    /// <summary>The conversation that is named by a key of ours, or null.</summary>
    public async Task<JoinableConversation?> OfKeyAsync(Tx tx, ChannelAccount account, ThreadPlace thread, CancellationToken ct)
    {
        if (thread.Names.FirstOrDefault(IsKey) is not { } key) return null;
        var (found, _) = await FindAsync(tx, account, key, Guid.Empty, ct);
        return await FollowAsync(tx, found, ct);
    }

    /// <summary>The messages of others that it names, whether they came here or not: whoever wrote it may name the same again, and such a
    /// message may come late. Our own are known by their tokens.</summary>
    public IEnumerable<string> Referred(ThreadPlace thread) =>
        thread.Names.Where(name => name != thread.KnownAs && !IsKey(name));

    /// <summary>The first of these names in whose conversation the sender takes part; a stranger's arrival is linked to the first that is known.</summary>
    private async Task<Joined> ByNamesAsync(Tx tx, ChannelAccount account, ThreadPlace thread, Sender sender, CancellationToken ct)
    {
        Guid? strangers = null;
        foreach (var name in thread.Names)
        {
            var (found, reason) = await FindAsync(tx, account, name, sender.ContactId, ct);
            if (await FollowAsync(tx, found, ct) is not { } named) continue;
            if (await TakesPartAsync(tx, named, sender, ct)) return (await JoinNamedAsync(tx, named, reason, sender, ct)) with { Name = name };
            strangers ??= named.Id;
        }

        if (strangers is not null) return new Joined(null, strangers, JoinReason.Stranger);
        var awaited = sender.IsNew ? null : await AwaitedAsync(tx, account, thread, sender.ContactId, ct);
        return awaited is null ? new Joined(null, null, JoinReason.New) : await JoinNamedAsync(tx, awaited, JoinReason.Thread, sender, ct);
    }

    /// <summary>What a name means to this sender: by a key of ours, or by what others chose.</summary>
    private async Task<(JoinableConversation? Found, string Reason)> FindAsync(
        Tx tx, ChannelAccount account, string name, Guid contact, CancellationToken ct)
    {
        if (tokens.ReadMessage(name) is { } message)
            return (await tx.Statement(ByMessage).Bind(message.Message).Bind(message.Conversation).FirstAsync(Read, ct)
                ?? await tx.Statement(ByNumber).Bind(message.Conversation).FirstAsync(Read, ct), JoinReason.Token);
        if (tokens.Read(name) is { } number) return (await tx.Statement(ByNumber).Bind(number).FirstAsync(Read, ct), JoinReason.Token);
        if (tokens.ReadDelivery(name) is { } sent) return (await tx.Statement(ByDelivery).Bind(sent).FirstAsync(Read, ct), JoinReason.Token);
        return (await tx.Statement(ByThread).Bind(account.Id).Bind(name).Bind(contact).FirstAsync(Read, ct), JoinReason.Thread);
    }

    private bool IsKey(string name) => tokens.Read(name) is not null || tokens.ReadDelivery(name) is not null || tokens.ReadMessage(name) is not null;

    private static async Task<JoinableConversation?> AwaitedAsync(Tx tx, ChannelAccount account, ThreadPlace thread, Guid contact, CancellationToken ct) =>
        thread.KnownAs is { } own && !thread.Names.Contains(own)
            ? await FollowAsync(tx, await tx.Statement(Awaited).Bind(account.Id).Bind(own).Bind(contact).FirstAsync(Read, ct), ct)
            : null;

    /// <summary>The one that holds what was in a conversation that was merged.</summary>
    private static async Task<JoinableConversation?> FollowAsync(Tx tx, JoinableConversation? found, CancellationToken ct)
    {
        var holder = found;
        while (holder?.MergedInto is { } into) holder = await tx.Statement(ById).Bind(into).FirstAsync(Read, ct);
        return holder;
    }

    private async Task<Joined> JoinNamedAsync(Tx tx, JoinableConversation named, string reason, Sender sender, CancellationToken ct)
    {
        // where a contact has one open conversation on a channel, the open one goes before one that would have to reopen
        if (named is { Status: ConversationStatus.Resolved, Threaded: false } && await OpenAsync(tx, named.Channel, named.ContactId, ct) is { } open)
            return open.ContactId == sender.ContactId ? new Joined(open, null, JoinReason.SameChannel) : new Joined(null, named.Id, JoinReason.TooLate);
        return Reopen(tx, named, reason);
    }

    private Joined Reopen(Tx tx, JoinableConversation conversation, string reason)
    {
        var isTooLate = conversation.Status == ConversationStatus.Resolved
            && conversation.ResolvedAt < (tx.Time.GetUtcNow() - options.Reopen).ToMs();
        return isTooLate ? new Joined(null, conversation.Id, JoinReason.TooLate) { TooLate = conversation } : new Joined(conversation, null, reason);
    }

    private static Task<JoinableConversation?> OpenAsync(Tx tx, string channel, Guid contact, CancellationToken ct) =>
        tx.Statement(OpenOnChannel).Bind(contact).Bind(channel).FirstAsync(Read, ct);

    private Task<JoinableConversation?> OnOtherChannelAsync(Tx tx, ChannelAccount account, Sender sender, CancellationToken ct) =>
        tx.Statement(OnOtherChannel)
            .Bind(sender.ContactId).Bind(account.Id).Bind((tx.Time.GetUtcNow() - options.Continuation).ToMs())
            .FirstAsync(Read, ct);

    private static async Task<bool> TakesPartAsync(Tx tx, JoinableConversation named, Sender sender, CancellationToken ct) =>
        named.ContactId == sender.ContactId
        || await tx.Statement(TakesPart).Bind(named.Id).Bind(sender.ContactId).Bind(sender.PointId).FirstAsync(row => true, ct);

    private static JoinableConversation Read(Row row) =>
        new()
        {
            Id = row.Id(0), ContactId = row.Id(1), Channel = row.Text(2), Threaded = row.Bool(3), Status = row.Text(4), ResolvedAt = row.LongOrNull(5),
            WaitingSince = row.LongOrNull(6), QueueId = row.IdOrNull(7), AssigneeId = row.IdOrNull(8), MergedInto = row.IdOrNull(9),
            Subject = row.TextOrNull(10), Junk = row.Bool(11),
        };
}
