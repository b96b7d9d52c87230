using Hub.Host.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hub.Host.Api;

/// <summary>The accounts by which messages come and go.</summary>
internal static class ChannelsApi
{
    private const string Path = "/channels";

    public static void MapChannels(IEndpointRouteBuilder api)
    {
        var channels = api.MapGroup(Path);
        channels.MapGet("/", List).Requires("channels.read").WithSummary("The channels by id");
        channels.MapGet("/{channelId}", Get).Requires("channels.read").WithSummary("One channel");
        MessagesInApi.MapMessagesIn(channels);
        OutboxApi.MapOutbox(channels);
        PreviewApi.MapPreview(channels);
    }

    private static Page<ChannelView> List([AsParameters] PageQuery query, Cursors cursors, ChannelDirectory channels)
    {
        var after = cursors.Read(Path, query.Cursor) ?? "";
        var rows = channels.All().Where(view => string.CompareOrdinal(view.Id, after) > 0).Take(query.Rows).ToList();
        return Page.Of(rows, query, view => view, view => cursors.Make(Path, view.Id));
    }

    private static Results<Ok<ChannelView>, NotFound> Get(string channelId, ChannelDirectory channels) =>
        channels.All().FirstOrDefault(view => view.Id == channelId) is { } found ? TypedResults.Ok(found) : TypedResults.NotFound();
}
