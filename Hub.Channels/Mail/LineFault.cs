using System.Net.Sockets;

namespace Hub.Channels.Mail;

/// <summary>What happened to a line to a mail server, in words that name no address.</summary>
internal static class LineFault
{
    /// <summary>The words for an error, or null where it is none of the line's.</summary>
    public static string? Of(Exception error) => error switch
    {
        SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain } => "the server's name is not known",
        SocketException or IOException or ObjectDisposedException => "the line broke",
        _ => null,
    };
}
