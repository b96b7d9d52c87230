using System.Globalization;
using Hub.Core;
using Hub.Core.Channels;

namespace Hub.Channels.Twilio;

/// <summary>
/// Hands a message over, once. Twilio knows no repetition by itself, so whatever leaves open whether it has the message is of unknown outcome:
/// the callback, whose address names the delivery, or a look at Twilio's list settles it.
/// </summary>
internal sealed class TwilioSender(string channel, string prefix, TwilioOptions options, ITwilioApi api, MediaLinks media, TwilioParts parts)
{
    public const string StatusRoot = "/status/";

    private const int MostFiles = 10;

    private readonly SenderChoice _senders = new(options, parts.Store);

    public async Task<DeliveryResult> SendAsync(OutboundMessage message, TwilioLimits limits, CancellationToken ct)
    {
        if (Fault(message, limits) is { } fault) return new DeliveryResult.Rejected(DeliveryClass.Content, fault);
        var fields = new List<KeyValuePair<string, string>>();
        void Add(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value)) fields.Add(KeyValuePair.Create(name, value));
        }

        Add("To", prefix + message.To);
        var from = await _senders.OfAsync(message, channel, ct);
        Add("From", from is null ? null : prefix + from);
        Add("MessagingServiceSid", options.MessagingServiceSid);
        Add("Body", message.Template is null ? message.Text : null);
        Add("ContentSid", message.Template?.Id);
        Add("ContentVariables", message.Template is { Variables.Count: > 0 } template ? template.VariablesJson() : null);
        Add("ValidityPeriod", options.ValidityPeriodSeconds.ToString(CultureInfo.InvariantCulture));
        Add("StatusCallback", parts.Links.Hook(channel, StatusRoot + Ids.Text(message.DeliveryId), options.IsLocal)?.AbsoluteUri);
        for (var i = 0; i < message.Attachments.Count; i++)
        {
            if (media.AddressOf(message.DeliveryId, i) is not { } address)
                return new DeliveryResult.Deferred(DeliveryClass.Configuration, "files need Http:PublicUrl, an https address that Twilio can fetch them from");
            Add("MediaUrl", address.AbsoluteUri);
        }

        var result = TwilioErrors.ResultOf(await api.CreateAsync(fields, ct));
        if (result is not DeliveryResult.Accepted) Log.NotAccepted(parts.Log, message.DeliveryId, channel, result.GetType().Name);
        return result;
    }

    private static string? Fault(OutboundMessage message, TwilioLimits limits)
    {
        if (message.Template is null && limits.TextFault(message.Text) is { } text) return "its text " + text;
        if (message.Attachments.Count > MostFiles) return $"it has more than {MostFiles} files";
        if (message.Attachments.Any(file => !MediaTypes.IsCarried(file.Type))) return "one of its files is of a type that is not carried";
        return message.Attachments.Sum(file => file.Size) > limits.MaxFileBytes ? $"its files are larger than {limits.MaxFileBytes / (1024 * 1024)} MiB together" : null;
    }
}

/// <summary>What a channel of Twilio's carries.</summary>
/// <param name="MaxFileBytes">The files of a message together, in bytes.</param>
/// <param name="TextFault">What is wrong with a text, or null.</param>
internal sealed record TwilioLimits(long MaxFileBytes, Func<string, string?> TextFault);
