using System.Net;
using System.Net.Sockets;

namespace Hub.Channels.Mail.Smtp.Receiving;

/// <summary>Who handed a mail to whom, and how.</summary>
/// <param name="Client">What the client called itself.</param>
/// <param name="Address">Its address.</param>
/// <param name="Host">What we call ourselves.</param>
/// <param name="Protocol">The protocol, as RFC 3848 names it.</param>
internal sealed record SmtpHop(string Client, IPAddress Address, string Host, string Protocol)
{
    private const int MaxClient = 255;

    /// <summary>The from clause of a Received field (RFC 5321 section 4.4). The client's word is reduced to what a domain or an address in
    /// brackets consists of, so that it cannot say anything else there.</summary>
    public string From => $"from {string.Concat(Client.Take(MaxClient).Select(Plain))} ({Literal})";

    private string Literal => Address.AddressFamily == AddressFamily.InterNetworkV6 ? $"[IPv6:{Address}]" : $"[{Address}]";

    private static char Plain(char letter) => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' or '_' or ':' or '[' or ']' ? letter : '?';
}
