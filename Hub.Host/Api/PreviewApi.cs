using Hub.Core.Channels;
using Hub.Host.Security;

namespace Hub.Host.Api;

/// <summary>What a channel would make of a text, before it is sent: what a composer shows while somebody writes.</summary>
internal static class PreviewApi
{
    public static void MapPreview(IEndpointRouteBuilder channels) =>
        channels.MapPost("/{channelId}/preview", Post).Requires("channels.read").Produces<PreviewView>()
            .WithSummary("What the channel would make of a text: its alphabet, the segments that are paid for, what the last one has left");

    private static async Task<IResult> Post(string channelId, PreviewBody body, HttpContext http, ChannelDirectory channels)
    {
        var (standing, found) = await channels.FindAsync(channelId, http.RequestAborted);
        if (standing != ChannelStanding.Running || found is null) return ChannelDirectory.Refusal(http, standing, disabled: 409);
        return TypedResults.Ok(PreviewView.Of(found, body.Text));
    }
}

/// <summary>The text in question.</summary>
internal sealed record PreviewBody(string Text);

/// <summary>What a channel makes of a text.</summary>
/// <param name="Encoding">The alphabet, such as GSM-7; null on a channel that cuts nothing.</param>
/// <param name="Segments">The pieces that are paid for.</param>
/// <param name="Units">Its length in units of the alphabet.</param>
/// <param name="Remaining">What the last piece has left in the same units; below 0 where it is too long.</param>
/// <param name="Fault">Why the channel does not send it; null where it does.</param>
internal sealed record PreviewView(string? Encoding, int Segments, int Units, int Remaining, string? Fault)
{
    public static PreviewView Of(IChannel channel, string text)
    {
        var most = channel.Account.Capabilities.MaxTextLength;
        var tooLong = text.Length > most ? $"has {text.Length} characters; {channel.Account.Id} carries {most}" : null;
        return channel is IMeasuringChannel measuring && measuring.Measure(text) is var measure
            ? new PreviewView(measure.Encoding, measure.Segments, measure.Units, measure.Remaining, tooLong ?? measure.Fault)
            : new PreviewView(null, 1, text.Length, most - text.Length, tooLong);
    }
}
