using System.Net;
using System.Net.Sockets;
using Hub.Tests.Channels.Mail.Smtp.Receiving;

namespace Hub.Tests.Crash;

/// <summary>Offers a mail again and again until it is taken, as mail servers do.</summary>
internal sealed class RepeatingMailer(int port)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(50);

    /// <returns>How often it was offered.</returns>
    public async Task<int> DeliverAsync(string from, string to, string mail, CancellationToken ct)
    {
        var began = TimeProvider.System.GetTimestamp();
        for (var offers = 1; ; offers++)
        {
            var reply = await TryAsync(from, to, mail, ct);
            if (reply is not null && reply.StartsWith("250 ", StringComparison.Ordinal)) return offers;
            if (reply?[0] == '5' || TimeProvider.System.GetElapsedTime(began) > Patience) throw new InvalidOperationException($"A mail is not taken, offered {offers} times: {reply}");
            await Task.Delay(BetweenTries, TimeProvider.System, ct);
        }
    }

    /// <returns>The last reply, or null where the line broke.</returns>
    private async Task<string?> TryAsync(string from, string to, string mail, CancellationToken ct)
    {
        try
        {
            await using var client = await RawSmtpClient.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port), ct);
            var reply = await client.ReplyAsync(ct);
            foreach (var line in (string[])["EHLO mx.example", $"MAIL FROM:<{from}>", $"RCPT TO:<{to}>", "DATA", mail + "."])
            {
                if (reply[0] is not ('2' or '3')) return reply;
                reply = await client.SayAsync(line, ct);
            }

            return reply;
        }
        catch (Exception error) when (error is IOException or SocketException or TimeoutException)
        {
            // killed, or not up again yet
            return null;
        }
    }
}
