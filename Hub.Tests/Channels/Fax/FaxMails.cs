using System.Text;
using Hub.Channels.Fax;
using Hub.Core.Arrivals;

namespace Hub.Tests.Channels.Fax;

/// <summary>Mails of gateways, and what reads them.</summary>
internal static class FaxMails
{
    public static FaxReceiver Receiver(string country = "", params string[] patterns) =>
        new(new FaxProfiles(patterns), new FaxNumbers(country), TimeProvider.System);

    public static RawInput Mail(string subject, string body = "A fax has come.", string reception = "r-1", string fields = "") =>
        new("message/rfc822", Encoding.UTF8.GetBytes($"From: <gateway@fax.example>\r\nTo: <fax@localhost>\r\nSubject: {subject}\r\n{fields}\r\n{body}\r\n"), reception);
}
