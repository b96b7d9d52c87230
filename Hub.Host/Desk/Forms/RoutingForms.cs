using System.Globalization;
using Hub.Core;
using Hub.Core.Channels;
using Hub.Core.Conversations;
using Hub.Core.Routing.Choosing;
using Hub.Core.Storage;
using Hub.Host.Api;
using Hub.Host.Security;

namespace Hub.Host.Desk.Forms;

/// <summary>The forms of the pages on who gets what, and handing a conversation on.</summary>
internal static class RoutingForms
{
    /// <summary>The row of skills that stands for whichever language the customer speaks.</summary>
    public const string Language = "*";

    public static void MapRoutingForms(IEndpointRouteBuilder desk)
    {
        desk.MapPost("/queues/{id:guid}/routing", Route).RequiresAtDesk("queues.write").WithMetadata(BodyLimit.Small);
        desk.MapPost("/queues/{id:guid}/members", Join).RequiresAtDesk("queues.write").WithMetadata(BodyLimit.Small);
        desk.MapPost("/queues/{id:guid}/members/{agentId:guid}/remove", Leave).RequiresAtDesk("queues.write").WithMetadata(BodyLimit.Small);
        desk.MapPost("/agents/{id:guid}", Limit).RequiresAtDesk("agents.write").WithMetadata(BodyLimit.Small);
        desk.MapPost("/agents/{id:guid}/skills", Skill).RequiresAtDesk("skills.write").WithMetadata(BodyLimit.Small);
        desk.MapPost("/conversations/{id:guid}/transfer", Transfer).RequiresAtDesk("conversations.write").WithMetadata(BodyLimit.Small);
    }

    private static async Task<IResult> Route(Guid id, DeskForm form, Caller caller, RequestWrites writes, HttpContext http, CancellationToken ct)
    {
        var needs = Needs(form).ToList();
        var body = new QueueRoutingBody(
            form["strategy"], form["acceptance"], Number(form, "offerSeconds"), Number(form, "declinedSeconds"), Number(form, "missedUntilAway"),
            Number(form, "headStartMinutes"), Number(form, "priorityMinutes"), Number(form, "specialMinutes"), Number(form, "serviceLevelSeconds"),
            needs.FindAll(need => need.Skill != Language), needs.Find(need => need.Skill == Language), [.. Overflows(form)],
            Number(form, "dedicatedSeconds"), Number(form, "lastAgentSeconds"), Number(form, "ownerSeconds"));
        return await DeskAnswer.AfterAsync(http, await RoutingApi.Put(id, body, caller, writes, http, ct), RoutingOf(id));
    }

    private static async Task<IResult> Join(Guid id, DeskForm form, Caller caller, RequestWrites writes, HttpContext http, CancellationToken ct)
    {
        if (form.Id("agent") is not { } agent) return Problem.Invalid("agent", "choose one");
        return await DeskAnswer.AfterAsync(http, await QueuesApi.AddMember(id, agent, Number(form, "rank"), caller, writes, ct), RoutingOf(id));
    }

    private static async Task<IResult> Leave(Guid id, Guid agentId, Caller caller, RequestWrites writes, HttpContext http, CancellationToken ct) =>
        await DeskAnswer.AfterAsync(http, await QueuesApi.RemoveMember(id, agentId, caller, writes, ct), RoutingOf(id));

    private static async Task<IResult> Limit(
        Guid id, DeskForm form, Caller caller, ChannelRegistry channels, RequestWrites writes, HttpContext http, CancellationToken ct)
    {
        if (Tenths(form["limit"]) is not { } limit) return Problem.Invalid("limit", "it is 0 to 1000");
        if (Tenths(form["interruptLimit"]) is not { } interruptLimit) return Problem.Invalid("interruptLimit", "it is 0 to 1000");
        var body = new AgentChangeBody(LoadLimit: limit, InterruptLimit: interruptLimit, MayBegin: form.Has("mayBegin"));
        return await DeskAnswer.AfterAsync(http, await AgentsApi.Change(id, body, caller, channels, writes, http, ct), AgentOf(id));
    }

    private static async Task<IResult> Skill(Guid id, DeskForm form, Caller caller, RequestWrites writes, HttpContext http, CancellationToken ct)
    {
        var rows = form.Texts("skill").Zip(form.Texts("level")).Select(row => (Skill: row.First.Trim(), Level: Number("level", row.Second) ?? 0)).Where(row => row.Skill.Length > 0).ToList();
        if (rows.Select(row => row.Skill).Distinct().Count() < rows.Count) return Problem.Invalid("skills", "one of them is named twice");
        var body = new SkillsView(rows.ToDictionary(row => row.Skill, row => row.Level));
        return await DeskAnswer.AfterAsync(http, await RoutingApi.PutSkills(id, body, caller, writes, http, ct), AgentOf(id));
    }

    private static async Task<IResult> Transfer(
        Guid id, DeskForm form, Caller caller, Composer composer, RequestWrites writes, Store store, HttpContext http, CancellationToken ct)
    {
        var agent = Input.Id("agent", form["to"] is ['a', ':', .. var one] ? one : null);
        var queue = form["to"] is ['q', ':', .. var key] ? key : null;
        var body = new TransferBody(form["reason"] ?? "", form["summary"] ?? "", queue, agent);
        var place = DeskPlace.Of(http.Request);
        var done = await TransferApi.Transfer(id, body, caller, composer, writes, store, http, ct);
        // one who hands it on may not see it any more
        return await DeskAnswer.AfterAsync(http, done, place.Url);
    }

    private static IEnumerable<SkillNeedBody> Needs(DeskForm form)
    {
        var (levels, needs, relaxations) = (form.Texts("level"), form.Texts("need"), form.Texts("relaxations"));
        return form.Texts("skill").Select((skill, row) => (Skill: skill.Trim(), Row: row)).Where(one => one.Skill.Length > 0).Select(one => new SkillNeedBody(
            one.Skill, Number("level", levels.ElementAtOrDefault(one.Row)) ?? SkillNeed.Lowest, needs.ElementAtOrDefault(one.Row) == "preferred",
            RelaxationText.Read(relaxations.ElementAtOrDefault(one.Row))));
    }

    private static IEnumerable<Overflow> Overflows(DeskForm form)
    {
        var (after, waiting, when) = (form.Texts("after"), form.Texts("waiting"), form.Texts("when"));
        return form.Texts("overflow").Select((queue, row) => (Queue: queue, Row: row)).Where(one => one.Queue.Length > 0).Select(one =>
            OverflowWhen.Overflow(one.Queue, Number("after", after.ElementAtOrDefault(one.Row)), when.ElementAtOrDefault(one.Row) ?? OverflowWhen.Never) with
            {
                WhenWaiting = Number("waiting", waiting.ElementAtOrDefault(one.Row)),
            });
    }

    /// <summary>Units as people write them, in tenths; null for what is none.</summary>
    private static long? Tenths(string? text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var units) && units <= 1_000 ? (long)(units * 10) : null;

    private static int? Number(DeskForm form, string field) => Number(field, form[field]);

    private static int? Number(string field, string? text) =>
        string.IsNullOrWhiteSpace(text) ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : throw new BadInputException(field, "it is a whole number");

    private static string RoutingOf(Guid queue) => $"/desk/queues/{Ids.Text(queue)}/routing";

    private static string AgentOf(Guid agent) => $"/desk/agents/{Ids.Text(agent)}";
}
