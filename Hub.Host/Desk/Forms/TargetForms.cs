using System.Globalization;
using Hub.Core.ServiceLevels;
using Hub.Core.Storage;
using Hub.Host.Api;
using Hub.Host.Security;

namespace Hub.Host.Desk.Forms;

/// <summary>The form of what a queue promises to all of its customers; targets for some of them stay as the API has set them.</summary>
internal static class TargetForms
{
    public static void MapTargetForms(IEndpointRouteBuilder desk) =>
        desk.MapPost("/queues/{id:guid}/service-levels", Promise).RequiresAtDesk("queues.write").WithMetadata(BodyLimit.Small);

    private static async Task<IResult> Promise(Guid id, DeskForm form, Caller caller, RequestWrites writes, Store store, HttpContext http, CancellationToken ct)
    {
        var present = await store.ReadAsync((db, read) => QueueTargets.OfQueueAsync(db, id, read), ct);
        var wish = new QueueTargets
        {
            Targets =
            [
                .. ServiceMetric.All.Select(metric => Of(metric, form, present.Targets.FirstOrDefault(target => target.IsForAll() && target.Metric == metric))).OfType<ServiceTarget>(),
                .. present.Targets.Where(target => !target.IsForAll()),
            ],
        };
        return await DeskAnswer.AfterAsync(http, await ServiceLevelsApi.Put(id, wish, caller, writes, http, ct), $"/desk/queues/{id:D}");
    }

    private static ServiceTarget? Of(string metric, DeskForm form, ServiceTarget? present) => Seconds(form, "within-" + metric) is not { } within ? null
        : (present ?? new ServiceTarget { Metric = metric, Within = within }) with
        {
            Within = within, WarnBefore = Seconds(form, "warn-" + metric) ?? 0, BusinessTime = form.Has("business-" + metric),
        };

    /// <summary>So many minutes in a field, as seconds; null where it is empty.</summary>
    private static int? Seconds(DeskForm form, string field) => form[field] is not { } text ? null
        : decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var minutes) && minutes < int.MaxValue / 60 ? (int)Math.Round(minutes * 60)
        : throw new BadInputException(field, "it is a number of minutes");
}
