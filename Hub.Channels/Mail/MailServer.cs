using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Hub.Core.Configuration;
using Hub.Core.Security;

namespace Hub.Channels.Mail;

/// <summary>What the configured mail servers have in common, whichever way mail goes.</summary>
/// <param name="Host">The server's name or address.</param>
/// <param name="User">The name to sign in with.</param>
/// <param name="Security">How the line is protected.</param>
/// <param name="CaFile">A PEM file of certificates that are trusted besides the system's, or empty.</param>
internal sealed record MailServer(string Host, string User, MailSecurity Security, string CaFile)
{
    private bool IsThisMachine => Host == "localhost" || (IPAddress.TryParse(Host, out var address) && IPAddress.IsLoopback(address));

    /// <summary>What is wrong with it.</summary>
    public IEnumerable<OptionFault> Faults()
    {
        if (Uri.CheckHostName(Host) == UriHostNameType.Unknown)
            yield return new(nameof(Host), "is neither a name nor an address", "write the server's name, without scheme or port");
        if (User.Any(char.IsControl))
            yield return new(nameof(User), "has a control character", "write the name as the mail provider gave it");
        if (User.Length > 0 && Security == MailSecurity.None && !IsThisMachine)
            yield return new(nameof(Security), "is none, so the password would cross the network readable", "use startTls or tls");
        if (CaFile.Length > 0 && CaProblem() is { } problem)
            yield return new(nameof(CaFile), problem, "name a PEM file with at least one certificate");
    }

    /// <summary>Whether the password is given exactly where there is a name to sign in with.</summary>
    public IEnumerable<OptionFault> Faults(SecretReference? password)
    {
        if (User.Length > 0 && password is null)
            yield return new("Password", "is empty although User is set", "refer to the password: env:NAME or file:PATH");
        if (User.Length == 0 && password is not null)
            yield return new(nameof(User), "is empty although Password is set", "write the name to sign in with");
    }

    /// <summary>The certificates of <see cref="CaFile"/>.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    /// <exception cref="CryptographicException">It is no PEM file.</exception>
    public X509Certificate2Collection ExtraAuthorities()
    {
        var authorities = new X509Certificate2Collection();
        if (CaFile.Length > 0) authorities.ImportFromPemFile(RelativePath.Find(CaFile, RelativePath.Folders));
        return authorities;
    }

    private string? CaProblem()
    {
        try
        {
            return ExtraAuthorities().Count == 0 ? "holds no certificate" : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or CryptographicException)
        {
            return "cannot be read as certificates";
        }
    }
}
