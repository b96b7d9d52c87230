using Hub.Core.Acknowledgements;
using Hub.Core.Channels;
using Hub.Host.Api;
using Hub.Host.Security;

namespace Hub.Host.Desk.Forms;

/// <summary>The forms of the pages on what the hub sends.</summary>
internal static class PolicyForms
{
    public static void MapPolicyForms(IEndpointRouteBuilder desk)
    {
        desk.MapPost("/suppressions", Suppress).RequiresAtDesk("suppressions.write").WithMetadata(BodyLimit.Small);
        desk.MapPost("/suppressions/{id:guid}/lift", Lift).RequiresAtDesk("suppressions.write").WithMetadata(BodyLimit.Small);
        desk.MapPost("/queues/{id:guid}/acknowledgement", Acknowledge).RequiresAtDesk("queues.write");
        desk.MapPost("/queues/{id:guid}/identity", Identify).RequiresAtDesk("queues.write");
    }

    private static async Task<IResult> Suppress(
        DeskForm form, Caller caller, RequestWrites writes, TimeProvider time, HttpContext http, CancellationToken ct)
    {
        var body = new NewSuppressionBody(form["address"] ?? "", form["kind"], form["purpose"], form["reason"], form["detail"]);
        return await DeskAnswer.AfterAsync(http, await SuppressionsApi.Add(body, caller, writes, time, ct), "/desk/suppressions");
    }

    private static async Task<IResult> Lift(Guid id, DeskForm form, Caller caller, RequestWrites writes, HttpContext http, CancellationToken ct) =>
        await DeskAnswer.AfterAsync(http, await SuppressionsApi.Remove(id, form["why"], caller, writes, ct), "/desk/suppressions");

    private static async Task<IResult> Acknowledge(Guid id, DeskForm form, Caller caller, RequestWrites writes, HttpContext http, CancellationToken ct)
    {
        var texts = form.Texts("language")
            .Select(tag => new AcknowledgementTextView(tag, form["open-" + tag] ?? "", form["closed-" + tag] ?? ""))
            .Where(text => text.Open.Length > 0 || text.Closed.Length > 0).ToList();
        var own = AcknowledgementText.Defaults.Select(text => new AcknowledgementTextView(text.Language, text.Open, text.Closed));
        // what nobody has changed stays the hub's own, and gets better with it
        var body = new AcknowledgementBody(form.Has("enabled"), form["hours"], form["zone"], texts.SequenceEqual(own) ? null : texts);
        return await DeskAnswer.AfterAsync(http, await AcknowledgementApi.Put(id, body, caller, writes, ct), PageOf(id));
    }

    private static async Task<IResult> Identify(
        Guid id, DeskForm form, Caller caller, RequestWrites writes, ChannelRegistry channels, HttpContext http, CancellationToken ct)
    {
        var senders = form.Texts("channel").Where(channel => form["from-" + channel] is not null)
            .Select(channel => new SenderIdentityView(channel, form["from-" + channel]!, form["name-" + channel] ?? ""));
        var signatures = form.Texts("language").Where(tag => form["signature-" + tag] is not null).Select(tag => new SignatureView(tag, form["signature-" + tag]!));
        var body = new IdentityBody([.. senders], [.. signatures]);
        return await DeskAnswer.AfterAsync(http, await IdentityApi.Put(id, body, caller, writes, channels, ct), PageOf(id));
    }

    private static string PageOf(Guid queue) => $"/desk/queues/{queue:D}";
}
