using System.Globalization;
using System.Text.RegularExpressions;

namespace Hub.Channels.Mail.Reports;

/// <summary>An enhanced status code (RFC 3463 section 2).</summary>
/// <param name="Class">2 for success, 4 for what may pass, 5 for what will not.</param>
/// <param name="Subject">What it concerns: 1 the address, 2 the mailbox, 3 the system, 4 the network, 5 the protocol, 6 the content, 7 policy.</param>
/// <param name="Detail">What about it.</param>
internal readonly partial record struct StatusCode(int Class, int Subject, int Detail)
{
    /// <summary>Failed, and nobody says why.</summary>
    public static readonly StatusCode Failed = new(5, 0, 0);

    /// <summary>Not yet, and nobody says why.</summary>
    public static readonly StatusCode NotYet = new(4, 0, 0);

    /// <summary>Whether it says no more than its class; many servers put a bare protocol error (5.5.0) where they mean nothing.</summary>
    public bool IsGeneric => Subject == 0 || (Subject == 5 && Detail == 0);

    /// <summary>The first code in a text; numbers of networks are none.</summary>
    public static StatusCode? Find(string? text) => text is not null && Code().Match(text) is { Success: true } found
        ? new StatusCode(Number(found, 1), Number(found, 2), Number(found, 3))
        : null;

    /// <summary>The first reply code of SMTP in a text (RFC 5321 section 4.2.1), as the code that says no more than it.</summary>
    public static StatusCode? FindReply(string? text) => text is not null && Reply().Match(text) is { Success: true } found
        ? new StatusCode(found.Groups[1].ValueSpan[0] - '0', 0, 0)
        : null;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Class}.{Subject}.{Detail}");

    private static int Number(Match found, int group) => int.Parse(found.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"(?<![\d.])([245])\.(\d{1,3})\.(\d{1,3})(?!\.?\d)", RegexOptions.CultureInvariant)]
    private static partial Regex Code();

    [GeneratedRegex(@"(?:^|[\s:>(])([45][0-5]\d)[ -]", RegexOptions.CultureInvariant)]
    private static partial Regex Reply();
}
