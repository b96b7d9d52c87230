using Hub.Core.Alarms;
using Hub.Core.Arrivals;
using Hub.Core.Channels;
using Hub.Core.Deliveries;
using Hub.Core.Security;
using Hub.Core.Storage;
using Microsoft.Extensions.Logging;

namespace Hub.Channels.Twilio;

/// <summary>What the accounts of Twilio need of the hub.</summary>
internal sealed class TwilioParts(
    Store store, Intake intake, IOutboundContent content, IPublicLinks links, InstallationKey key, AlarmStore alarms, IHttpClientFactory clients,
    ILogger<TwilioParts> log)
{
    public Store Store => store;

    public Intake Intake => intake;

    public IOutboundContent Content => content;

    public IPublicLinks Links => links;

    public InstallationKey Key => key;

    public AlarmStore Alarms => alarms;

    public IHttpClientFactory Clients => clients;

    public TimeProvider Time => store.Time;

    public ILogger Log => log;
}
