using Hub.Channels.Twilio;
using Hub.Core.Channels;
using Microsoft.Extensions.Configuration;

namespace Hub.Channels.Sms;

/// <summary>Makes the accounts of kind <c>sms</c>. Secrets are read once, so a rotated one takes effect with a changed section or a start.</summary>
internal sealed class SmsChannelKind(TwilioParts parts) : IChannelKind
{
    public string Kind => SmsOptions.KindName;

    public Type OptionsType => typeof(SmsOptions);

    public IChannel Create(string id, IConfigurationSection section)
    {
        var options = section.Get<SmsOptions>() ?? new SmsOptions();
        if (options.Faults().FirstOrDefault() is { } fault) throw new InvalidOperationException($"{fault.Key} {fault.Problem}: {fault.Fix}");
        return new SmsChannel(id, options, new TwilioLine(id, prefix: "", options, parts));
    }
}
