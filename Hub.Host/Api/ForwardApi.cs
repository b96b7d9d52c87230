using Hub.Core;
using Hub.Core.Conversations;
using Hub.Core.Forwarding;
using Hub.Core.Storage.Blobs;
using Hub.Host.Security;

namespace Hub.Host.Api;

/// <summary>Showing a message to somebody outside.</summary>
internal static class ForwardApi
{
    public static void MapForward(IEndpointRouteBuilder api) =>
        api.MapPost("/messages/{id:guid}/forward", Forward).Requires("messages.send").Produces<MessageView>(201)
            .WithSummary("Forwards a message by mail: a message of its conversation to others than the customer, who goes on waiting");

    internal static async Task<IResult> Forward(
        Guid id, ForwardBody body, Caller caller, Forwarder forwarder, BlobAlarms alarms, RequestWrites writes, CancellationToken ct)
    {
        if (body.Fault() is { } fault) return fault;
        try
        {
            var unit = await forwarder.PrepareAsync(id, body.Wish, caller.Subject, ct);
            return await writes.RunAsync(
                async (tx, token) =>
                {
                    var result = await unit(tx, token);
                    if (result is not ComposeResult.Done done) return await Composed.RefusalAsync(tx, result, caller, token);
                    var message = (await MessageStore.FindAsync(tx, done.MessageId, token))!;
                    var parts = await MessageParts.OfAsync(tx, new[] { done.MessageId }, token);
                    var view = MessageView.Of(message, done.Written.Text, done.Written.Html, parts);
                    return Answer.Created(
                        $"/api/v1/conversations/{Ids.Text(done.ConversationId)}/messages/{view.Id}", view, ApiJson.Default.MessageView);
                },
                ct);
        }
        catch (BlobUnreadableException error)
        {
            await alarms.RaiseAsync(error, ct);
            return Problem.Of(503, "The message cannot be read at present. An alarm has been raised.");
        }
    }
}
