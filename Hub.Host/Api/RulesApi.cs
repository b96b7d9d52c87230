using System.Globalization;
using Hub.Core;
using Hub.Core.Conversations;
using Hub.Core.Rules;
using Hub.Core.Storage;
using Hub.Host.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hub.Host.Api;

/// <summary>What is done by itself with conversations that come in.</summary>
internal static class RulesApi
{
    private const string Path = "/rules";

    public static void MapRules(IEndpointRouteBuilder api)
    {
        var rules = api.MapGroup(Path);
        rules.MapGet("/", List).Requires("rules.read").WithSummary("Every rule, in the order in which they look at a conversation");
        rules.MapGet("/{id:guid}", Get).Requires("rules.read").WithSummary("One rule");
        rules.MapPost("/", Create).Requires("rules.write").Produces<RuleView>(201).Produces<Problem>(409, Problem.ContentType)
            .WithSummary("Adds a rule behind the others, off unless it says otherwise");
        rules.MapPatch("/{id:guid}", Change).Requires("rules.write").Produces<RuleView>().Produces<Problem>(412, Problem.ContentType)
            .WithSummary("Changes a rule, switches it on or off, or puts it at another place");
        rules.MapDelete("/{id:guid}", Delete).Requires("rules.write").Produces(204).Produces<Problem>(412, Problem.ContentType)
            .WithSummary("Deletes a rule; what it did stays told");
        rules.MapPost("/dry-run", Try).Requires("rules.read").Produces<RuleTrialView>()
            .WithSummary("Tells which of the latest conversations a rule would have meant and what it would change, and changes nothing");
        api.MapGet("/conversations/{id:guid}/rules", History).Requires("rules.read").WithSummary("What rules did with a conversation, in order");
    }

    internal static async Task<IResult> Create(NewRuleBody body, Caller caller, RequestWrites writes, CancellationToken ct)
    {
        if (body.Fault() is { } fault) return fault;
        return await writes.RunAsync(
            async (tx, unit) => await RuleStore.CreateAsync(tx, body.New, caller.Actor, unit) is var result && result is RuleResult.Done { Rule: var rule }
                ? Answer.Created($"/api/v1{Path}/{Ids.Text(rule.Id)}", RuleView.Of(rule), ApiJson.Default.RuleView, rule.Version)
                : AnswerOf(result),
            ct);
    }

    internal static async Task<IResult> Change(Guid id, RuleChangeBody body, Caller caller, RequestWrites writes, HttpContext http, CancellationToken ct)
    {
        if (body.Fault() is { } fault) return fault;
        var wish = (id, ETags.IfMatch(http), body.Change);
        return await writes.RunAsync(async (tx, unit) => AnswerOf(await RuleStore.ChangeAsync(tx, wish, caller.Actor, unit)), ct);
    }

    internal static async Task<IResult> Delete(Guid id, Caller caller, RequestWrites writes, HttpContext http, CancellationToken ct)
    {
        var wish = (id, ETags.IfMatch(http));
        return await writes.RunAsync(
            async (tx, unit) => await RuleStore.DeleteAsync(tx, wish, caller.Actor, unit) is var result && result is RuleResult.Done ? Answer.NoContent() : AnswerOf(result), ct);
    }

    private static Answer AnswerOf(RuleResult result) => result switch
    {
        RuleResult.Done done => Answer.Ok(RuleView.Of(done.Rule), ApiJson.Default.RuleView, done.Rule.Version),
        RuleResult.VersionDiffers differs => Answer.VersionDiffers(RuleView.Of(differs.Rule), ApiJson.Default.RuleView, differs.Rule.Version),
        RuleResult.Refused { Fault: var fault } => Answer.Invalid(fault.Field, fault.Reason),
        RuleResult.Full => Answer.Conflict($"There are {Rule.Most} rules: delete one first."),
        _ => Answer.NotFound(),
    };

    private static async Task<Page<RuleView>> List(Store store, CancellationToken ct) =>
        new([.. (await store.ReadAsync(RuleStore.ListAsync, ct)).Select(RuleView.Of)], null);

    private static async Task<Results<Ok<RuleView>, NotFound>> Get(Guid id, HttpContext http, Store store, CancellationToken ct)
    {
        if (await store.ReadAsync((db, read) => RuleStore.FindAsync(db, id, read), ct) is not { } rule) return TypedResults.NotFound();
        ETags.Set(http, rule.Version);
        return TypedResults.Ok(RuleView.Of(rule));
    }

    private static async Task<IResult> Try(RuleTrialBody body, Caller caller, Store store, CancellationToken ct)
    {
        if (body.Fault() is { } fault) return fault;
        var present = body.Id is { } id ? await store.ReadAsync((db, read) => RuleStore.FindAsync(db, id, read), ct) : null;
        if (present is null && body.Rule is null) return Problem.Invalid("id", "it does not exist");
        var rule = present is null ? (body.Rule!.When, body.Rule.Content) : (present.When, present.Content);
        var result = await RuleTrial.RunAsync(store, rule, body.Last, caller.Subject, ct);
        return result.Fault is { } wrong
            ? Problem.Invalid(present is null ? $"rule.{wrong.Field}" : wrong.Field, wrong.Reason)
            : TypedResults.Ok(RuleTrialView.Of(result));
    }

    private static async Task<Results<Ok<Page<RuleRecordView>>, NotFound>> History(
        Guid id, [AsParameters] PageQuery page, Caller caller, Cursors cursors, Store store, CancellationToken ct)
    {
        var list = $"/conversations/{id}/rules";
        var after = cursors.Read(list, page.Cursor) is { } seq ? long.Parse(seq, CultureInfo.InvariantCulture) : 0;
        var rows = await store.ReadAsync(
            async (db, read) => await ConversationStore.FindAsync(db, id, caller.Subject, read) is null ? null : await RuleHistory.ListAsync(db, id, after, page.Rows, read), ct);
        return rows is null ? TypedResults.NotFound() : TypedResults.Ok(Page.Of(rows, page, RuleRecordView.Of, row => cursors.Make(list, row.Seq.ToString(CultureInfo.InvariantCulture))));
    }
}
