using Hub.Channels.Twilio;
using Hub.Core.Channels;
using Microsoft.Extensions.Configuration;

namespace Hub.Channels.WhatsApp;

/// <summary>Makes the accounts of kind <c>whatsapp</c>. Secrets are read once, so a rotated one takes effect with a changed section or a start.</summary>
internal sealed class WhatsAppChannelKind(TwilioParts parts) : IChannelKind
{
    public string Kind => WhatsAppOptions.KindName;

    public Type OptionsType => typeof(WhatsAppOptions);

    public IChannel Create(string id, IConfigurationSection section)
    {
        var options = section.Get<WhatsAppOptions>() ?? new WhatsAppOptions();
        if (options.Faults().FirstOrDefault() is { } fault) throw new InvalidOperationException($"{fault.Key} {fault.Problem}: {fault.Fix}");
        return new WhatsAppChannel(id, options, parts);
    }
}
