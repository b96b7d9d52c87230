using System.Globalization;
using System.Text;

namespace Hub.Channels.Mail.Smtp.Receiving;

/// <summary>The argument of MAIL or RCPT (RFC 5321 section 4.1.2; RFC 6531 section 3.3).</summary>
/// <param name="Address">The address between the angle brackets, without a source route (RFC 5321 appendix C); empty for <c>&lt;&gt;</c>.</param>
/// <param name="Parameters">What follows it.</param>
/// <param name="Fault">What is wrong and where; null when nothing is.</param>
internal readonly record struct SmtpPath(string Address, string Parameters, string? Fault)
{
    /// <summary>RFC 5321 section 4.5.3.1.3, with its angle brackets.</summary>
    private const int MaxBytes = 256;

    /// <summary>Whether it has letters that only SMTPUTF8 allows.</summary>
    public bool IsInternational => !Ascii.IsValid(Address);

    /// <summary>Whether it is <c>local@domain</c>.</summary>
    public bool IsMailbox => Address.LastIndexOf('@') is > 0 and var at && at < Address.Length - 1;

    /// <summary>Reads an argument.</summary>
    /// <param name="argument">What follows the command.</param>
    /// <param name="word"><c>FROM:</c> or <c>TO:</c>.</param>
    public static SmtpPath Read(string argument, string word)
    {
        if (!argument.StartsWith(word, StringComparison.OrdinalIgnoreCase)) return Faulty($"{word}<address> expected", 0);
        var open = word.Length;
        // clients put a space there although none belongs there
        while (open < argument.Length && argument[open] == ' ') open++;
        if (open == argument.Length || argument[open] != '<') return Faulty("'<' expected", open);
        var start = AfterRoute(argument, open + 1);
        var end = EndOf(argument, start);
        if (end == argument.Length) return Faulty("'>' is missing", end);
        if (argument[end] != '>') return Faulty("this character is not part of an address", end);
        if (end + 1 < argument.Length && argument[end + 1] != ' ') return Faulty("a space expected", end + 1);
        var address = argument[start..end];
        if (Encoding.UTF8.GetByteCount(address) > MaxBytes - 2) return Faulty("the address is too long", start);
        return new SmtpPath(address, argument[(end + 1)..].Trim(' '), null);
    }

    private static int AfterRoute(string argument, int start)
    {
        if (start == argument.Length || argument[start] != '@') return start;
        var end = argument.AsSpan(start).IndexOfAny(':', '>');
        return end >= 0 && argument[start + end] == ':' ? start + end + 1 : start;
    }

    /// <summary>Where the address ends: at its '>' or at what cannot be in it.</summary>
    private static int EndOf(string argument, int start)
    {
        var quoted = false;
        for (var i = start; i < argument.Length; i++)
        {
            switch (argument[i])
            {
                case '\\' when quoted:
                    i++;
                    break;
                case '"':
                    quoted = !quoted;
                    break;
                case '>' or '<' or ' ' or '(' or ')' or ',' or ';' or '\\' when !quoted:
                    return i;
            }
        }

        return argument.Length;
    }

    private static SmtpPath Faulty(string problem, int place) =>
        new("", "", string.Create(CultureInfo.InvariantCulture, $"Character {place + 1} after the command: {problem}"));
}
