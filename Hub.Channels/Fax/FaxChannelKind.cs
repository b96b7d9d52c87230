using Hub.Core.Channels;
using Microsoft.Extensions.Configuration;

namespace Hub.Channels.Fax;

/// <summary>Makes the accounts of kind <c>fax</c>.</summary>
internal sealed class FaxChannelKind(TimeProvider time) : IChannelKind
{
    public string Kind => FaxOptions.KindName;

    public Type OptionsType => typeof(FaxOptions);

    public IChannel Create(string id, IConfigurationSection section)
    {
        var options = section.Get<FaxOptions>() ?? new FaxOptions();
        if (options.Faults().FirstOrDefault() is { } fault) throw new InvalidOperationException($"{fault.Key} {fault.Problem}: {fault.Fix}");
        return new FaxChannel(id, options, new FaxReceiver(new FaxProfiles(options.Patterns), new FaxNumbers(options.Country), time));
    }
}
