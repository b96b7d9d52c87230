using System.Globalization;
using Hub.Core;
using Hub.Core.Journal;
using Hub.Core.Storage;
using Hub.Core.Subscriptions;
using Hub.Host.Events.Webhooks;
using Hub.Host.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace Hub.Host.Api;

/// <summary>Systems outside that are told what happens. A subscription sees everything, so who may add one must be allowed to.</summary>
internal static class EventSubscriptionsApi
{
    private const string Path = "/event-subscriptions";
    private const string Action = "events.subscribe";

    public static void MapSubscriptions(IEndpointRouteBuilder api)
    {
        var all = api.MapGroup(Path);
        all.MapGet("/", List).Requires(Action).WithSummary("Every subscription, oldest first");
        all.MapGet("/{id:guid}", Get).Requires(Action).WithSummary("One subscription");
        all.MapPost("/", Create).Requires(Action).Produces<NewEventSubscriptionView>(201).Produces<Problem>(409, Problem.ContentType)
            .WithSummary("Adds a subscription, which is told what happens from now on; the answer has its secret, once");
        all.MapPatch("/{id:guid}", Change).Requires(Action).Produces<EventSubscriptionView>().Produces<Problem>(412, Problem.ContentType)
            .WithSummary("Changes a subscription; one that is switched off is told later what happened meanwhile");
        all.MapDelete("/{id:guid}", Delete).Requires(Action).Produces(204).Produces<Problem>(412, Problem.ContentType)
            .WithSummary("Deletes a subscription with what it was still to be told");
        all.MapPost("/{id:guid}/secret", RenewSecret).Requires(Action).Produces<NewEventSubscriptionView>()
            .WithSummary("Makes a new secret; for a day the former one signs too");
        all.MapPost("/{id:guid}/replay", Replay).Requires(Action).Produces<EventSubscriptionView>().Produces<Problem>(410, Problem.ContentType)
            .WithSummary("Tells again everything from a journal number on");
        all.MapGet("/{id:guid}/failures", Failures).Requires(Action).WithSummary("What was given up after 3 days, by journal number");
        all.MapPost("/{id:guid}/failures/retry", RetryFailures).Requires(Action).Produces<EventRetryView>().WithSummary("Tries again all that was given up");
        all.MapPost("/{id:guid}/test", Test).Requires(Action).WithSummary("Posts an event of the kind subscription.test and tells how that went");
    }

    internal static async Task<IResult> Create(
        NewEventSubscriptionBody body, Caller caller, RequestWrites writes, SubscriptionSecrets secrets, IOptionsMonitor<EventWebhookOptions> options, CancellationToken ct)
    {
        if (body.Fault(options.CurrentValue.AllowInternal) is { } fault) return fault;
        return await writes.RunAsync(
            async (tx, unit) => await SubscriptionStore.CreateAsync(tx, body.New(), caller.Actor, unit) is var result && result is SubscriptionResult.Done { Subscription: var made }
                ? Answer.Created($"/api/v1{Path}/{Ids.Text(made.Id)}", WithSecret(made, secrets), ApiJson.Default.NewEventSubscriptionView, made.Version)
                : AnswerOf(result),
            ct);
    }

    internal static async Task<IResult> Change(
        Guid id, EventSubscriptionChangeBody body, Caller caller, RequestWrites writes, IOptionsMonitor<EventWebhookOptions> options, HttpContext http, CancellationToken ct)
    {
        if (body.Fault(options.CurrentValue.AllowInternal) is { } fault) return fault;
        var wish = (id, ETags.IfMatch(http), body.Change());
        return await writes.RunAsync(async (tx, unit) => AnswerOf(await SubscriptionStore.ChangeAsync(tx, wish, caller.Actor, unit)), ct);
    }

    internal static async Task<IResult> Delete(Guid id, Caller caller, RequestWrites writes, SubscriptionHealth health, HttpContext http, CancellationToken ct)
    {
        var wish = (id, ETags.IfMatch(http));
        return await writes.RunAsync(
            async (tx, unit) =>
            {
                if (await SubscriptionStore.DeleteAsync(tx, wish, caller.Actor, unit) is var result && result is not SubscriptionResult.Done) return AnswerOf(result);
                await health.ForgetAsync(tx, id, unit);
                return Answer.NoContent();
            },
            ct);
    }

    internal static async Task<IResult> RenewSecret(Guid id, Caller caller, RequestWrites writes, SubscriptionSecrets secrets, CancellationToken ct) =>
        await writes.RunAsync(
            async (tx, unit) => await SubscriptionStore.RenewSecretAsync(tx, id, caller.Actor, unit) is var result && result is SubscriptionResult.Done { Subscription: var one }
                ? Answer.Ok(WithSecret(one, secrets), ApiJson.Default.NewEventSubscriptionView, one.Version)
                : AnswerOf(result),
            ct);

    internal static async Task<IResult> Replay(Guid id, ReplayBody body, Caller caller, RequestWrites writes, CancellationToken ct) =>
        await writes.RunAsync(async (tx, unit) => AnswerOf(await SubscriptionStore.ReplayAsync(tx, (id, body.From), caller.Actor, unit)), ct);

    internal static async Task<IResult> RetryFailures(Guid id, RequestWrites writes, SubscriptionHealth health, CancellationToken ct) =>
        await writes.RunAsync(
            async (tx, unit) =>
            {
                if (await SubscriptionStore.FindAsync(tx, id, unit) is null) return Answer.NotFound();
                var count = await EventPosts.RetryFailedAsync(tx, id, unit);
                await health.FoundAsync(tx, id, unit);
                return Answer.Ok(new EventRetryView(count), ApiJson.Default.EventRetryView);
            },
            ct);

    private static Answer AnswerOf(SubscriptionResult result) => result switch
    {
        SubscriptionResult.Done { Subscription: var one } => Answer.Ok(EventSubscriptionView.Of(one), ApiJson.Default.EventSubscriptionView, one.Version),
        SubscriptionResult.VersionDiffers { Subscription: var one } =>
            Answer.VersionDiffers(EventSubscriptionView.Of(one), ApiJson.Default.EventSubscriptionView, one.Version),
        SubscriptionResult.Full => Answer.Conflict($"There are {EventSubscription.Most} subscriptions: delete one first."),
        SubscriptionResult.NotKept { Range: var range } => Answer.Of(Problem.Of(410, $"The journal holds the numbers from {range.Oldest} to {range.Newest}.")),
        _ => Answer.NotFound(),
    };

    private static NewEventSubscriptionView WithSecret(EventSubscription one, SubscriptionSecrets secrets) => new(EventSubscriptionView.Of(one), secrets.Current(one));

    private static async Task<Page<EventSubscriptionView>> List(Store store, CancellationToken ct) =>
        new([.. (await store.ReadAsync(SubscriptionStore.ListAsync, ct)).Select(EventSubscriptionView.Of)], null);

    private static async Task<Results<Ok<EventSubscriptionView>, NotFound>> Get(Guid id, HttpContext http, Store store, CancellationToken ct)
    {
        if (await store.ReadAsync((db, read) => SubscriptionStore.FindAsync(db, id, read), ct) is not { } one) return TypedResults.NotFound();
        ETags.Set(http, one.Version);
        return TypedResults.Ok(EventSubscriptionView.Of(one));
    }

    private static async Task<Results<Ok<Page<EventFailureView>>, NotFound>> Failures(
        Guid id, [AsParameters] PageQuery page, Cursors cursors, Store store, CancellationToken ct)
    {
        var list = $"{Path}/{id}/failures";
        var after = cursors.Read(list, page.Cursor) is { } seq ? long.Parse(seq, CultureInfo.InvariantCulture) : 0;
        var rows = await store.ReadAsync(
            async (db, read) => await SubscriptionStore.FindAsync(db, id, read) is null ? null : await EventPosts.FailedAsync(db, id, after, page.Rows, read), ct);
        return rows is null
            ? TypedResults.NotFound()
            : TypedResults.Ok(Page.Of(rows, page, EventFailureView.Of, row => cursors.Make(list, row.Seq.ToString(CultureInfo.InvariantCulture))));
    }

    private static async Task<Results<Ok<EventTestView>, NotFound>> Test(Guid id, Caller caller, Store store, IEventTarget target, CancellationToken ct)
    {
        if (await store.ReadAsync((db, read) => SubscriptionStore.FindAsync(db, id, read), ct) is not { } one) return TypedResults.NotFound();
        var entry = new JournalEntry { At = store.Time.NowMs(), Kind = "subscription.test", Actor = caller.Actor, Subject = Ids.Text(id) };
        return TypedResults.Ok(EventTestView.Of(await target.PostAsync(one, $"test-{Ids.Text(Ids.New(store.Time))}", target.BodyOf(entry), ct)));
    }
}
