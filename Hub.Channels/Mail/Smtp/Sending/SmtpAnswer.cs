namespace Hub.Channels.Mail.Smtp.Sending;

/// <summary>
/// What a server answers to a command (RFC 5321 section 4.2), with its enhanced status code (RFC 3463, RFC 2034) where it has one.
/// </summary>
/// <param name="Code">Three digits.</param>
/// <param name="Enhanced">Such as <c>5.1.1</c>, or null.</param>
/// <param name="Lines">The texts of its lines. They may name addresses.</param>
internal sealed record SmtpAnswer(int Code, string? Enhanced, IReadOnlyList<string> Lines)
{
    /// <summary>Whether it is a success: 2yz.</summary>
    public bool IsGood => Code is >= 200 and < 300;

    /// <summary>Whether the server goes away with it.</summary>
    public bool IsClosing => Code == 421;

    /// <summary>Its codes, which are all of it that may be shown.</summary>
    public string Codes => Enhanced is null ? $"{Code}" : $"{Code} {Enhanced}";

    /// <summary>Whether its text speaks of something.</summary>
    public bool Mentions(string word) => Lines.Any(line => line.Contains(word, StringComparison.OrdinalIgnoreCase));
}
