using Hub.Core.Security;
using Hub.Core.Storage;

namespace Hub.Core.Conversations.Moves;

/// <summary>
/// The two conversations between which something moves, locked until the commit: their contacts, so that no arrival of theirs is under
/// way, then themselves, each two in the order of their ids, so that two moves in opposite directions cannot wait for each other.
/// </summary>
internal sealed record ConversationPair(Conversation From, Conversation To)
{
    private const string ContactOf = "SELECT contact_id FROM conversations WHERE id = $1";

    private const string LockContact = "SELECT c.id FROM contacts c WHERE c.id = $1 {lockContact}";

    // also by way of one that was merged into it
    private const string WithoutThreads =
        "SELECT COUNT(*) FROM conversations WHERE (id = @Id OR merged_into = @Id) AND NOT threaded";

    /// <summary>Locks one conversation with its contact; null where it is not there.</summary>
    public static async Task<Conversation?> LockAsync(Tx tx, Guid id, CancellationToken ct)
    {
        await LockContactsAsync(tx, [id], ct);
        return await ConversationStore.LockAsync(tx, id, ct);
    }

    /// <summary>Locks two conversations and judges whether anything may move between them.</summary>
    /// <param name="tx">The unit of work.</param>
    /// <param name="from">Where it is.</param>
    /// <param name="to">Where it is to go, and what the caller calls that.</param>
    /// <param name="subject">Who moves it.</param>
    /// <param name="ct">Ends the unit.</param>
    /// <returns>The pair, or why not.</returns>
    public static async Task<(ConversationPair? Pair, MoveResult? Fault)> LockAsync(
        Tx tx, SeenConversation from, (SeenConversation Seen, string Field) to, Subject subject, CancellationToken ct)
    {
        if (from.Id == to.Seen.Id) return (null, new MoveResult.Refused(to.Field, "is the conversation itself"));
        Guid[] ids = from.Id.CompareTo(to.Seen.Id) < 0 ? [from.Id, to.Seen.Id] : [to.Seen.Id, from.Id];
        await LockContactsAsync(tx, ids, ct);
        var found = new Dictionary<Guid, Conversation>();
        foreach (var id in ids)
            if (await ConversationStore.LockAsync(tx, id, ct) is { } conversation && ConversationStore.MaySee(subject, conversation)) found[id] = conversation;
        if (!found.TryGetValue(from.Id, out var source)) return (null, new MoveResult.NotFound());
        if (!found.TryGetValue(to.Seen.Id, out var target)) return (null, new MoveResult.Refused(to.Field, "does not exist"));
        var pair = new ConversationPair(source, target);
        return (pair, await VersionFaultAsync(tx, source, from, ct) ?? await VersionFaultAsync(tx, target, to.Seen, ct) ?? await pair.FaultAsync(tx, to.Field, subject, ct));
    }

    /// <summary>That the caller saw an older version, or null.</summary>
    public static async Task<MoveResult?> VersionFaultAsync(Tx tx, Conversation now, SeenConversation seen, CancellationToken ct) =>
        seen.Version is { } version && version != now.Version
            ? new MoveResult.VersionDiffers((await ConversationStore.ShowAsync(tx, now.Id, ct))!)
            : null;

    private async Task<MoveResult?> FaultAsync(Tx tx, string field, Subject subject, CancellationToken ct)
    {
        if (From.MergedInto is { } holder) return new MoveResult.Refused("id", ConversationStore.MergedReason(holder));
        if (To.MergedInto is { } other) return new MoveResult.Refused(field, ConversationStore.MergedReason(other));
        if (From.Junk) return new MoveResult.Refused("id", "is junk: the mark has to be taken off first");
        if (To.Junk) return new MoveResult.Refused(field, "is junk: the mark has to be taken off first");
        if (From.ContactId == To.ContactId) return null;
        if (!Authorizer.Allows(subject, Actions.AcrossContacts, null))
            return new MoveResult.Forbidden($"The conversations are of different customers, and the role does not include {Actions.AcrossContacts}.");
        // what the customer says next would not find there, and the customer's own page would lose it
        return await tx.FirstAsync<long>(WithoutThreads, From, ct) > 0
            ? new MoveResult.Refused(field, "is another customer's, and what is on a channel without threads stays with its customer")
            : null;
    }

    private static async Task LockContactsAsync(Tx tx, IReadOnlyList<Guid> conversations, CancellationToken ct)
    {
        var contacts = new SortedSet<Guid>();
        foreach (var id in conversations)
            if (await tx.Statement(ContactOf).Bind(id).FirstAsync(row => row.IdOrNull(0), ct) is { } contact) contacts.Add(contact);
        foreach (var contact in contacts) await tx.Statement(LockContact).Bind(contact).FirstAsync(row => true, ct);
    }
}
