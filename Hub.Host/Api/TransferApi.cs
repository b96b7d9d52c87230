using Hub.Core;
using Hub.Core.Agents;
using Hub.Core.Conversations;
using Hub.Core.Routing;
using Hub.Core.Storage;
using Hub.Host.Security;

namespace Hub.Host.Api;

/// <summary>Handing a conversation on, with what is known of it.</summary>
internal static class TransferApi
{
    public static void MapTransfer(IEndpointRouteBuilder api) =>
        api.MapPost("/conversations/{id:guid}/transfer", Transfer).Requires("conversations.write").WithMetadata(BodyLimit.Small)
            .Produces<ConversationView>().Produces<Problem>(412, Problem.ContentType)
            .WithSummary("Hands it to a queue or an agent, with a reason and a summary, which stay in it as a note");

    internal static async Task<IResult> Transfer(
        Guid id, TransferBody body, Caller caller, Composer composer, RequestWrites writes, Store store, HttpContext http, CancellationToken ct)
    {
        if (body.Fault() is { } fault) return fault;
        var queue = await Input.QueueAsync(store, body.Queue, ct);
        var (to, change) = await store.ReadAsync(
            async (db, read) => queue is { } given
                ? ((await QueueStore.FindAsync(db, given, read))?.Name, new ConversationChange { QueueId = new Optional<Guid?>(given), AssigneeId = new Optional<Guid?>(null) })
                : ((await AgentStore.FindAsync(db, body.Agent!.Value, read))?.Name, new ConversationChange { AssigneeId = new Optional<Guid?>(body.Agent) }),
            ct);
        if (to is null) return Problem.Invalid("agent", "there is no such agent");

        // the note first, while it is still the caller's to write
        var note = await composer.PrepareAsync(id, ETags.IfMatch(http), body.Note(to), caller.Subject, ct);
        return await writes.RunAsync(
            async (tx, unit) =>
            {
                var written = await note(tx, unit);
                if (written is not ComposeResult.Done) return await Composed.RefusalAsync(tx, written, caller, unit);
                return await ConversationStore.ChangeAsync(tx, (id, null, change), caller.Subject, unit) switch
                {
                    ChangeResult.Done { Conversation: var now } => await HandedOnAsync(tx, now, caller, unit),
                    ChangeResult.Refused refused => Answer.Invalid(refused.Field, refused.Reason),
                    _ => Answer.NotFound(),
                };
            },
            ct);
    }

    private static async Task<Answer> HandedOnAsync(Tx tx, Conversation now, Caller caller, CancellationToken ct)
    {
        if (now.AssigneeId is null && caller.AgentId is { } giver) await Offers.PassOnAsync(tx, now, giver, ct);
        return Answer.Ok(ConversationView.Of(now), ApiJson.Default.ConversationView, now.Version);
    }
}
