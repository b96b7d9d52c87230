using Hub.Core.Agents;
using Hub.Core.Conversations;
using Hub.Core.Storage;
using Hub.Host.Security;

namespace Hub.Host.Api;

/// <summary>Asking a colleague for advice on a conversation that stays whose it is.</summary>
internal static class ConsultApi
{
    private const string Path = "/conversations/{id:guid}/consult";

    public static void MapConsult(IEndpointRouteBuilder api)
    {
        api.MapPost(Path, Ask).Requires("conversations.write").WithMetadata(BodyLimit.Small)
            .Produces<ConversationView>().Produces<Problem>(412, Problem.ContentType)
            .WithSummary("Asks an agent for advice, who sees the conversation until it is given; the question stays in it as a note");
        api.MapPost(Path + "/answer", Give).Requires("conversations.write").WithMetadata(BodyLimit.Small).Produces<ConversationView>()
            .WithSummary("Gives the advice, which stays in the conversation as a note");
        api.MapDelete(Path, End).Requires("conversations.write").Produces<ConversationView>().WithSummary("Asks for advice no more");
    }

    internal static async Task<IResult> Ask(
        Guid id, ConsultBody body, Caller caller, Composer composer, RequestWrites writes, Store store, HttpContext http, CancellationToken ct)
    {
        if (body.Fault() is { } fault) return fault;
        if (await store.ReadAsync((db, read) => AgentStore.FindAsync(db, body.Agent, read), ct) is not { } agent)
            return Problem.Invalid("agent", "there is no such agent");
        var note = await composer.PrepareAsync(id, ETags.IfMatch(http), body.Note(agent.Name), caller.Subject, ct);
        return await writes.RunAsync(Written(note, (tx, unit) => Consulting.AskAsync(tx, id, body.Agent, caller.Subject, unit), caller), ct);
    }

    internal static async Task<IResult> Give(Guid id, AdviceBody body, Caller caller, Composer composer, RequestWrites writes, CancellationToken ct)
    {
        if (body.Fault() is { } fault) return fault;
        // the note first, while it is still the caller's to write
        var note = await composer.PrepareAsync(id, null, new NewMessage { Private = true, Text = body.Text }, caller.Subject, ct);
        return await writes.RunAsync(Written(note, (tx, unit) => Consulting.EndAsync(tx, id, caller.Subject, unit), caller), ct);
    }

    internal static async Task<IResult> End(Guid id, Caller caller, RequestWrites writes, CancellationToken ct) =>
        await writes.RunAsync(async (tx, unit) => AnswerTo(await Consulting.EndAsync(tx, id, caller.Subject, unit)), ct);

    private static Func<Tx, CancellationToken, Task<Answer>> Written(
        Func<Tx, CancellationToken, Task<ComposeResult>> note, Func<Tx, CancellationToken, Task<ChangeResult>> change, Caller caller) =>
        async (tx, unit) => await note(tx, unit) is var written and not ComposeResult.Done
            ? await Composed.RefusalAsync(tx, written, caller, unit)
            : AnswerTo(await change(tx, unit));

    private static Answer AnswerTo(ChangeResult result) => result switch
    {
        ChangeResult.Done done => Answer.Ok(ConversationView.Of(done.Conversation), ApiJson.Default.ConversationView, done.Conversation.Version),
        ChangeResult.Refused refused => Answer.Invalid(refused.Field, refused.Reason),
        _ => Answer.NotFound(),
    };
}
