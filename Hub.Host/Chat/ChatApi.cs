using Hub.Channels.WebChat;
using Hub.Core.Arrivals;
using Hub.Core.Channels;
using Hub.Core.Conversations;
using Hub.Core.Deliveries;
using Hub.Core.Storage;
using Hub.Host.Api;
using Hub.Host.Security;
using Microsoft.AspNetCore.Mvc;

namespace Hub.Host.Chat;

/// <summary>What a visitor's page asks of the hub. Each route but the first takes the visitor's token.</summary>
internal static class ChatApi
{
    private const int MostReceipts = 100;

    // what the longest text needs in JSON where each of its units is escaped
    private static readonly BodyLimit MessageLimit = new(128 * 1024);

    public static void MapChatApi(RouteGroupBuilder chat)
    {
        chat.MapPost("/visitors", Begin).Open().WithMetadata(BodyLimit.Small);
        chat.MapGet("/messages", List).Open();
        chat.MapPost("/messages", Post).Open().WithMetadata(MessageLimit);
        chat.MapPost("/receipts", Acknowledge).Open().WithMetadata(BodyLimit.Small);
        chat.MapPost("/writing", Sign).Open().WithMetadata(BodyLimit.Small);
        chat.MapGet("/events", ChatEvents.Open).Open();
    }

    private static async Task<IResult> Begin(string channelId, HttpContext http, ChatDoor door, ChatLimits limits)
    {
        var (channel, refusal) = await door.ChannelAsync(channelId, http);
        if (channel is null) return refusal!;
        if (limits.CountVisitor(channel, http) is { Ticks: > 0 } wait) return ChatDoor.TooMany(http, wait);
        return TypedResults.Json(new ChatVisitorView(channel.NewVisitor()), ApiJson.Default.ChatVisitorView, statusCode: 201);
    }

    private static async Task<IResult> List(string channelId, [FromQuery] long? before, HttpContext http, ChatDoor door, ChatHistory history)
    {
        var (visitor, refusal) = await door.VisitorAsync(channelId, http);
        if (visitor is null) return refusal!;
        if (before < 0) throw new BadInputException("before", "it is the before of a page");
        return TypedResults.Json(await history.PageAsync(visitor, before, http.RequestAborted), ApiJson.Default.ChatHistoryView);
    }

    private static async Task<IResult> Post(
        string channelId, ChatMessageBody body, HttpContext http, ChatDoor door, ChatLimits limits, Intake intake, ChatHistory history)
    {
        var (visitor, refusal) = await door.VisitorAsync(channelId, http);
        if (visitor is null) return refusal!;
        if (limits.CountMessage(visitor.Channel, http) is { Ticks: > 0 } wait) return ChatDoor.TooMany(http, wait);
        if (Fault(visitor.Channel.Options, body.Text) is { } fault) return Problem.Invalid("$.text", fault);
        if (body.WriteTo is { } address && !WebChatChannel.IsAddress(address)) return Problem.Invalid("$.writeTo", "it is no mail address and no phone number");
        var taken = await intake.AcceptAsync(visitor.Channel, WebChatChannel.InputOf(visitor.Address, body.Id, body.Text, body.WriteTo), http.RequestAborted);
        var (status, message) = taken switch
        {
            IntakeResult.Created created => (201, created.MessageId),
            IntakeResult.Appended appended => (201, appended.MessageId),
            IntakeResult.Duplicate duplicate => (200, duplicate.MessageId),
            _ => (202, (Guid?)null),
        };
        var shown = message is { } id ? await history.FindAsync(visitor, [id], http.RequestAborted) : [];
        return TypedResults.Json(new ChatPostedView(shown is [{ } kept] ? kept : null), ApiJson.Default.ChatPostedView, statusCode: status);
    }

    private static async Task<IResult> Acknowledge(
        string channelId, ChatReceiptBody body, HttpContext http, ChatDoor door, Store store, Receipts receipts)
    {
        var (visitor, refusal) = await door.VisitorAsync(channelId, http);
        if (visitor is null) return refusal!;
        if (body.Ids.Count > MostReceipts) return Problem.Invalid("$.ids", $"there are more than {MostReceipts}");
        foreach (var message in body.Ids)
        {
            var found = await store.ReadAsync((db, read) => ChatReader.DeliveryAsync(db, visitor, message, read), http.RequestAborted);
            if (found is not { } delivery) continue;
            var state = body.Read ? ReceiptState.Read : ReceiptState.Delivered;
            await receipts.ApplyAsync(new Receipt { Channel = visitor.ChannelId, DeliveryId = delivery, State = state }, http.RequestAborted);
        }

        return TypedResults.NoContent();
    }

    /// <summary>Before the first message there is nobody to hear it, and afterwards nothing is lost where it is not heard.</summary>
    private static async Task<IResult> Sign(
        string channelId, ChatWritingBody body, HttpContext http, ChatDoor door, ChatLimits limits, Store store)
    {
        var (visitor, refusal) = await door.VisitorAsync(channelId, http);
        if (visitor is null) return refusal!;
        if (limits.CountSign(visitor.Channel, http) is { Ticks: > 0 } wait) return ChatDoor.TooMany(http, wait);
        var place = await store.ReadAsync((db, read) => ChatReader.PlaceAsync(db, visitor, read), http.RequestAborted);
        if (place is not null)
            await store.WriteAsync((tx, unit) => Writers.SignAsync(tx, channelId, place.ContactId, body.On, unit), http.RequestAborted);
        return TypedResults.NoContent();
    }

    private static string? Fault(WebChatOptions options, string text) =>
        string.IsNullOrWhiteSpace(text) ? "it is empty"
        : text.Length > options.MaxTextLength ? $"it is longer than {options.MaxTextLength} characters"
        : null;
}
