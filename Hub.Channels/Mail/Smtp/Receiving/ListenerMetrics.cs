using System.Diagnostics.Metrics;

namespace Hub.Channels.Mail.Smtp.Receiving;

/// <summary>What the listener measures.</summary>
internal static class ListenerMetrics
{
    private static readonly Meter Meter = new("OmniHub.MailIn");

    private static readonly Counter<long> Sessions =
        Meter.CreateCounter<long>("omnihub.mailin.sessions", "{session}", "Connections of mail clients by what they led to");

    private static readonly Counter<long> Mails =
        Meter.CreateCounter<long>("omnihub.mailin.mails", "{mail}", "Mails whose data were read, by the reply");

    private static readonly Counter<long> Bytes =
        Meter.CreateCounter<long>("omnihub.mailin.bytes", "By", "Bytes of the mails that were taken");

    public static void Connected(bool served) => Sessions.Add(1, new KeyValuePair<string, object?>("result", served ? "served" : "refused"));

    public static void Answered(SmtpReply reply, int bytes)
    {
        Mails.Add(1, new KeyValuePair<string, object?>("reply", reply.Code));
        if (reply.IsDone) Bytes.Add(bytes);
    }
}
