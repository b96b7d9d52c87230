using Hub.Core.Agents;
using Hub.Core.Channels;
using Hub.Core.Conversations;
using Hub.Core.Conversations.Threading;
using Hub.Core.Security;
using Hub.Core.Storage;

namespace Hub.Core.Arrivals;

/// <summary>
/// What the arrival of a mail does to the store whose sender is proven and may be an agent: where it bears the key of a conversation in which that
/// agent may write, what is new in it goes to the customer as the agent's answer, once. Everything else is anybody's mail.
/// </summary>
/// <param name="account">The channel account that it came by, and that the answer goes by.</param>
/// <param name="arrival">The arrival.</param>
/// <param name="joining">Finds the conversation.</param>
/// <param name="asAnybodys">What it does as anybody's.</param>
/// <param name="asSent">What it does where it went to the customer already.</param>
internal sealed class AgentAnswerUnit(ChannelAccount account, Arrival arrival, Joining joining, ArrivalUnit asAnybodys, SentUnit asSent)
{
    private const string Send = "messages.send";

    public async Task<IntakeResult> RunAsync(Tx tx, CancellationToken ct)
    {
        // the contact's lock comes first, for it may turn out to be anybody's mail
        await Senders.FindAsync(tx, account.PointKind, arrival.Address, ct);
        if (await AgentAsync(tx, ct) is not { } agent
            || await ConversationAsync(tx, ct) is not { } conversation
            || !ConversationStore.MaySee(agent, conversation)
            || await AnswerAddress.FindAsync(tx, conversation, account, ct) is not { } customer
            || account.Addresses.Contains(customer) || customer == arrival.Address
            || Answer() is not { } answer)
            return await asAnybodys.RunAsync(tx, ct);
        if (arrival.Message.Receivers.Any(receiver => receiver.Role != ReceiverRole.ReplyTo && receiver.Address == customer)) return await asSent.RunAsync(tx, ct);
        return await WriteAsync(tx, conversation, answer with { Receivers = OutgoingReceivers.With(customer, []) }, agent, ct);
    }

    /// <summary>The agent who has the sender's address and may answer.</summary>
    private async Task<Subject?> AgentAsync(Tx tx, CancellationToken ct) =>
        await AgentStore.FindByEmailAsync(tx, arrival.Address, ct) is { } agent
        && await AgentSubjects.OfAsync(tx, agent, ct) is { } subject && subject.Permissions.Allow(Send)
            ? subject
            : null;

    private async Task<Conversation?> ConversationAsync(Tx tx, CancellationToken ct)
    {
        if (arrival.Message.Thread is not { } thread || await joining.OfKeyAsync(tx, account, thread, ct) is not { } named) return null;
        return await ConversationStore.LockAsync(tx, named.Id, ct);
    }

    /// <summary>What the customer gets, or null where there is nothing new or more than the account carries. Pictures in the text, such as those of a
    /// signature, are left out.</summary>
    private PreparedMessage? Answer()
    {
        if (arrival.Answer is not { } answer) return null;
        var written = answer with { Id = arrival.MessageId, Wish = answer.Wish with { Attachments = [.. Files().Select(file => file.Id)] } };
        return written.Fault(account) is null ? written : null;
    }

    private IEnumerable<ArrivedFile> Files() => arrival.Files.Where(file =>
        file.ContentId is not { } id || arrival.Message.Html?.Contains("cid:" + id, StringComparison.OrdinalIgnoreCase) != true);

    private async Task<IntakeResult> WriteAsync(Tx tx, Conversation conversation, PreparedMessage answer, Subject agent, CancellationToken ct)
    {
        var claimed = await SourceClaim.TakeNowAsync(tx, account.Id, arrival, ct);
        if (await SourceClaim.KnownAsync(tx, account.Id, (arrival, claimed), ct) is { } known)
            return new IntakeResult.Duplicate(known.MessageId, known.ConversationId);
        foreach (var file in Files())
            await AttachmentStore.KeepAsync(
                tx,
                new Attachment
                {
                    Id = file.Id, Name = file.Name, Type = file.Type, Size = file.Content.Size,
                    Content = file.Content.Inline, ContentHash = file.Content.Hash, UploadedBy = agent.Actor,
                },
                ct);
        if (await OutgoingUnit.WriteAsync(tx, conversation, account, answer, agent, ct) is not ComposeResult.Done done)
            throw new InvalidOperationException("An answer that was looked at cannot be written.");
        await MessageRows.InsertOriginalAsync(tx, arrival, ct);
        return new IntakeResult.Appended(done.MessageId, done.ConversationId);
    }
}
