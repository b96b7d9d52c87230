using Hub.Core;
using Hub.Core.Arrivals;
using Hub.Core.Channels;
using Hub.Host.Security;

namespace Hub.Host.Api;

/// <summary>Messages that any system posts to a channel.</summary>
internal static class MessagesInApi
{
    private const string Json = "application/json";

    public static void MapMessagesIn(IEndpointRouteBuilder channels) =>
        channels.MapPost("/{channelId}/messages", Post).Requires("channels.post")
            .Accepts<MessageInBody>(Json)
            .Produces<MessageInView>(201).Produces<MessageInView>().Produces<MessageInView>(202)
            .WithSummary("Takes a customer's message in; durable when it is answered");

    private static async Task<IResult> Post(
        string channelId, HttpContext http, Caller caller, ChannelDirectory channels, Intake intake, RequestWrites writes)
    {
        var (standing, found) = await channels.FindAsync(channelId, http.RequestAborted);
        if (standing != ChannelStanding.Running) return ChannelDirectory.Refusal(http, standing, disabled: 409);
        if (found is not IInboundChannel channel) return Problem.Of(409, "The channel takes no messages in.");
        var input = new RawInput(Json, await ReadAsync(http), ReceptionOf(http, caller));
        try
        {
            var ready = new AlreadyRead(channel.Account, channel.Read(input));
            return await intake.AcceptAsync(
                ready,
                input,
                (unit, ct) => writes.RunAsync(async (tx, token) => MessageInView.AnswerOf(await unit(tx, token)), ct),
                MessageInView.AnswerOf,
                http.RequestAborted);
        }
        catch (UnreadableInputException refused)
        {
            return Refusal(refused.Message);
        }
    }

    private static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        return body.GetBuffer().AsMemory(0, (int)body.Length);
    }

    /// <summary>What a sender that gives its messages no id repeats, it repeats under the same key.</summary>
    private static string ReceptionOf(HttpContext http, Caller caller) => http.Features.Get<IdempotencyKey>() is { } key
        ? $"{caller.Actor}/{key.Key}"
        : Ids.Text(Ids.New(http.RequestServices.GetRequiredService<TimeProvider>()));

    /// <summary>The channel says <c>$.place: reason</c>.</summary>
    private static Problem Refusal(string message)
    {
        var colon = message.IndexOf(": ", StringComparison.Ordinal);
        return colon > 0 ? Problem.Invalid(message[..colon], message[(colon + 2)..]) : Problem.Invalid("$", message);
    }

    /// <summary>The channel with its one message, which need not be read twice.</summary>
    private sealed class AlreadyRead(ChannelAccount account, InboundMessage message) : IInboundChannel
    {
        public ChannelAccount Account { get; } = account;

        public InboundMessage Read(RawInput input) => message;
    }
}
