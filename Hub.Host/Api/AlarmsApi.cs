using Hub.Core;
using Hub.Core.Alarms;
using Hub.Host.Security;
using Microsoft.AspNetCore.Mvc;

namespace Hub.Host.Api;

/// <summary>What somebody should look at.</summary>
internal static class AlarmsApi
{
    private const string Path = "/alarms";

    public static void MapAlarms(IEndpointRouteBuilder api)
    {
        var alarms = api.MapGroup(Path);
        alarms.MapGet("/", List).Requires("alarms.read").WithSummary("The alarms that stand, the latest first; with all=true cleared ones too");
        alarms.MapPost("/{id:guid}/clear", Clear).Requires("alarms.clear").Produces<AlarmView>()
            .WithSummary("Says that it is seen to; what is still wrong raises it anew");
    }

    private static async Task<Page<AlarmView>> List(
        [FromQuery] bool? all, [AsParameters] PageQuery query, Cursors cursors, AlarmStore alarms, CancellationToken ct)
    {
        var before = cursors.Read(Path, query.Cursor) is { } place ? Guid.Parse(place) : Guid.AllBitsSet;
        var rows = await alarms.ListAsync(standingOnly: all != true, before, query.Rows, ct);
        return Page.Of(rows, query, AlarmView.Of, alarm => cursors.Make(Path, Ids.Text(alarm.Id)));
    }

    private static Task<Answer> Clear(Guid id, Caller caller, RequestWrites writes, CancellationToken ct) => writes.RunAsync(
        async (tx, unit) => await AlarmStore.ClearAsync(tx, id, caller.Actor, unit) is { } alarm
            ? Answer.Ok(AlarmView.Of(alarm), ApiJson.Default.AlarmView)
            : Answer.NotFound(),
        ct);
}

/// <summary>An alarm as the API shows it.</summary>
internal sealed record AlarmView(
    string Id, string Kind, string Subject, string Text, DateTimeOffset RaisedAt, DateTimeOffset LastAt, long Times, DateTimeOffset? ClearedAt)
{
    public static AlarmView Of(Alarm alarm) => new(
        Ids.Text(alarm.Id), alarm.Kind, alarm.Subject, alarm.Text, alarm.RaisedAt.ToTime(), alarm.LastAt.ToTime(), alarm.Times,
        alarm.ClearedAt?.ToTime());
}
