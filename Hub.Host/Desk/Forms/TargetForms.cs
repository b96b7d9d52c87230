using System.Globalization;
using Hub.Core.ServiceLevels;
using Hub.Host.Api;
using Hub.Host.Security;

namespace Hub.Host.Desk.Forms;

/// <summary>The form of what a queue promises to its customers.</summary>
internal static class TargetForms
{
    public static void MapTargetForms(IEndpointRouteBuilder desk) =>
        desk.MapPost("/queues/{id:guid}/service-levels", Promise).RequiresAtDesk("queues.write").WithMetadata(BodyLimit.Small);

    private static async Task<IResult> Promise(Guid id, DeskForm form, Caller caller, RequestWrites writes, HttpContext http, CancellationToken ct)
    {
        var targets = new List<ServiceTarget>();
        for (var row = 0; form.Has(Name("metric", row)); row++)
            if (Of(form, row) is { } target) targets.Add(target);
        return await DeskAnswer.AfterAsync(http, await ServiceLevelsApi.Put(id, new QueueTargets { Targets = targets }, caller, writes, http, ct), $"/desk/queues/{id:D}");
    }

    private static ServiceTarget? Of(DeskForm form, int row) => Seconds("within", form[Name("within", row)]) is not { } within ? null : new ServiceTarget
    {
        Metric = form[Name("metric", row)] ?? "",
        Within = within,
        WarnBefore = Seconds("warn", form[Name("warn", row)]) ?? 0,
        BusinessTime = form.Has(Name("business", row)),
        Channels = form.List(Name("channels", row)),
        Priority = Number("priority", form[Name("priority", row)]),
        Tier = form[Name("tier", row)],
        Escalations = [.. Escalations(form, row).OrderBy(escalation => escalation.After)],
    };

    private static IEnumerable<Escalation> Escalations(DeskForm form, int row)
    {
        string? At(string field, int place) => Input.Given(form.Texts(Name(field, row)).ElementAtOrDefault(place)?.Trim());
        for (var place = 0; place < form.Texts(Name("after", row)).Count; place++)
            if (Seconds("after", At("after", place)) is { } after)
                yield return new Escalation
                {
                    After = after, Priority = Number("raise", At("raise", place)), Queue = At("move", place), Tag = At("tag", place), Alarm = At("alarm", place) == "yes",
                };
    }

    private static string Name(string field, int row) => string.Create(CultureInfo.InvariantCulture, $"{field}-{row}");

    private static int? Number(string field, string? text) => text is null ? null
        : int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number
        : throw new BadInputException(field, "it is a whole number");

    /// <summary>So many minutes, as seconds; null where the field is empty.</summary>
    private static int? Seconds(string field, string? text) => text is null ? null
        : decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var minutes) && Math.Abs(minutes) < int.MaxValue / 60
            ? (int)Math.Round(minutes * 60)
        : throw new BadInputException(field, "it is a number of minutes");
}
