namespace Hub.Tests.Servers;

/// <summary>A private IMAP server with the mailbox of one user, on free loopback ports. Its folders are INBOX, Billing, Sent and, by its use, Archive.</summary>
public interface IMailboxServer : IAsyncDisposable
{
    /// <summary>Where it listens in the clear, with STARTTLS.</summary>
    int Port { get; }

    /// <summary>Where it listens with TLS from the first octet.</summary>
    int TlsPort { get; }

    /// <summary>The PEM file that makes its certificate, which is for localhost, trusted.</summary>
    string CaFile { get; }

    string User { get; }

    string Password { get; }

    /// <summary>Delivers a mail; one that comes while the server is away is there once it is back.</summary>
    Task DropAsync(string mail, string folder, CancellationToken ct);

    /// <summary>How many mails a folder has, and how many of them are marked as read; none in one that is not there.</summary>
    Task<(int All, int Read)> CountAsync(string folder, CancellationToken ct);

    /// <summary>Marks everything in the inbox as read, as a person does who looks into it.</summary>
    Task MarkReadAsync(CancellationToken ct);

    Task StopAsync(CancellationToken ct);

    Task StartAgainAsync(CancellationToken ct);

    /// <summary>Stops, forgets everything about the numbers of the mails, and starts again: each folder gets another UIDVALIDITY.</summary>
    Task ForgetNumbersAsync(CancellationToken ct);
}
