using System.Globalization;

namespace Hub.Channels.Mail.Smtp.Sending;

/// <summary>What a server offers in its answer to EHLO (RFC 5321 section 4.1.1.1).</summary>
internal sealed record SmtpExtensions
{
    /// <summary>Nothing: the server only knows HELO.</summary>
    public static readonly SmtpExtensions None = new();

    public bool StartTls { get; private init; }

    public bool Pipelining { get; private init; }

    public bool EightBitMime { get; private init; }

    public bool SmtpUtf8 { get; private init; }

    public bool Dsn { get; private init; }

    public bool Size { get; private init; }

    /// <summary>The largest mail in octets, or 0 where it names no limit (RFC 1870).</summary>
    public long MaxSize { get; private init; }

    /// <summary>The mechanisms of signing in (RFC 4954), in capitals.</summary>
    public IReadOnlySet<string> Auth { get; private init; } = new HashSet<string>();

    public static SmtpExtensions Read(SmtpAnswer answer)
    {
        var lines = answer.Lines.Skip(1)
            .Select(line => line.ToUpperInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(words => words.Length > 0)
            .ToList();
        var size = lines.Find(words => words[0] == "SIZE");
        return new SmtpExtensions
        {
            StartTls = Has("STARTTLS"),
            Pipelining = Has("PIPELINING"),
            EightBitMime = Has("8BITMIME"),
            SmtpUtf8 = Has("SMTPUTF8"),
            Dsn = Has("DSN"),
            Size = size is not null,
            MaxSize = long.TryParse(size?.ElementAtOrDefault(1), NumberStyles.None, CultureInfo.InvariantCulture, out var octets) ? octets : 0,
            Auth = lines.Where(words => words[0] == "AUTH").SelectMany(words => words.Skip(1)).ToHashSet(),
        };

        bool Has(string keyword) => lines.Exists(words => words[0] == keyword);
    }
}
