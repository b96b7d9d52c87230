using System.Globalization;
using Hub.Core.Rules;
using Hub.Host.Api;
using Hub.Host.Security;

namespace Hub.Host.Desk.Forms;

/// <summary>The forms of the pages on rules.</summary>
internal static class RuleForms
{
    private const string Path = "/rules";
    private const string Page = "/desk" + Path;
    private const string CannedPrefix = "canned:";

    public static void MapRuleForms(IEndpointRouteBuilder desk)
    {
        var rules = desk.MapGroup(Path);
        rules.MapPost("/", Add).RequiresAtDesk("rules.write");
        rules.MapPost("/{id:guid}", Change).RequiresAtDesk("rules.write");
        rules.MapPost("/{id:guid}/switch", Switch).RequiresAtDesk("rules.write").WithMetadata(BodyLimit.Small);
        rules.MapPost("/{id:guid}/place", Place).RequiresAtDesk("rules.write").WithMetadata(BodyLimit.Small);
        rules.MapPost("/{id:guid}/delete", Delete).RequiresAtDesk("rules.write").WithMetadata(BodyLimit.Small);
    }

    private static async Task<IResult> Add(DeskForm form, Caller caller, RequestWrites writes, HttpContext http, CancellationToken ct)
    {
        var body = new NewRuleBody(form["name"] ?? "", Actions(form), Conditions(form), form["when"] ?? "");
        var done = await RulesApi.Create(body, caller, writes, ct);
        // what was added is tried on its own page before it is switched on
        var page = done is Answer { Location: { } at } ? Page + at[at.LastIndexOf('/')..] : Page;
        return await DeskAnswer.AfterAsync(http, done, page);
    }

    private static async Task<IResult> Change(Guid id, DeskForm form, Caller caller, RequestWrites writes, HttpContext http, CancellationToken ct)
    {
        var body = new RuleChangeBody(form["name"] ?? "", form["when"], Conditions: Conditions(form), Actions: Actions(form));
        return await DeskAnswer.AfterAsync(http, await RulesApi.Change(id, body, caller, writes, http, ct), PageOf(id));
    }

    private static async Task<IResult> Switch(Guid id, DeskForm form, Caller caller, RequestWrites writes, HttpContext http, CancellationToken ct) =>
        await DeskAnswer.AfterAsync(http, await RulesApi.Change(id, new RuleChangeBody(Enabled: form.Has("on")), caller, writes, http, ct), form.Has("list") ? Page : PageOf(id));

    private static async Task<IResult> Place(Guid id, DeskForm form, Caller caller, RequestWrites writes, HttpContext http, CancellationToken ct) =>
        await DeskAnswer.AfterAsync(http, await RulesApi.Change(id, new RuleChangeBody(Place: (int?)Number("place", form["place"])), caller, writes, http, ct), Page);

    private static async Task<IResult> Delete(Guid id, Caller caller, RequestWrites writes, HttpContext http, CancellationToken ct) =>
        await DeskAnswer.AfterAsync(http, await RulesApi.Delete(id, caller, writes, http, ct), Page);

    /// <summary>The rows of conditions of which a field was chosen.</summary>
    private static List<RuleCondition> Conditions(DeskForm form) =>
    [
        .. from row in Enumerable.Range(0, RuleCondition.Most)
           let what = form[$"what-{row}"]?.Split(':')
           where what is { Length: 2 }
           select new RuleCondition(what[0], what[1], Lines(form[$"values-{row}"]), form.Has($"not-{row}"), what[0] == RuleField.Time ? form[$"zone-{row}"]?.Trim() : null),
    ];

    private static RuleActions Actions(DeskForm form)
    {
        var skills = (from row in Enumerable.Range(0, RuleActions.MostSkills)
                      let name = form[$"skill-{row}"]?.Trim()
                      where name is not null
                      select new RuleSkill(name, (int?)Number("level", form[$"level-{row}"]) ?? 1, form.Has($"preferred-{row}"))).ToList();
        return new RuleActions(
            form["queue"], Some(skills), Number("priority", form["priority"]), Some(form.List("addTags")), Some(form.List("removeTags")), form["language"]?.Trim(), Reply(form), form.Has("stop"));
    }

    private static RuleReply? Reply(DeskForm form) => form["reply"] switch
    {
        null => null,
        var chosen when chosen.StartsWith(CannedPrefix, StringComparison.Ordinal) => new RuleReply(Input.Id("reply", chosen[CannedPrefix.Length..])),
        _ => new RuleReply(Text: form["text"] ?? ""),
    };

    private static IReadOnlyList<T>? Some<T>(IReadOnlyList<T> items) => items.Count == 0 ? null : items;

    private static string[]? Lines(string? text) => text?.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static long? Number(string place, string? text) =>
        text is null ? null
        : int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number
        : throw new BadInputException(place, "it is not a whole number");

    private static string PageOf(Guid id) => $"{Page}/{id:D}";
}
