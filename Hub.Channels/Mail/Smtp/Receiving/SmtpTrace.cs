using System.Globalization;
using System.Text;

namespace Hub.Channels.Mail.Smtp.Receiving;

/// <summary>
/// The trace block that the listener puts before every mail (RFC 5321 section 4.4): Return-Path, a Delivered-To for each recipient, and
/// Received. What is kept of an input thereby holds its envelope and can be read again. The block is always the listener's own and always
/// the first thing: fields of these names that a mail brings along stand below it and mean nothing.
/// </summary>
public sealed record SmtpTrace
{
    private const string ReturnPathField = "Return-Path: <";
    private const string DeliveredToField = "Delivered-To: ";
    private const string ReceivedField = "Received: ";
    private const string IdWord = " id ";

    /// <summary>The address of MAIL FROM; empty for the null reverse-path.</summary>
    public required string ReturnPath { get; init; }

    /// <summary>The accepted recipients.</summary>
    public required IReadOnlyList<string> Recipients { get; init; }

    /// <summary>The id of the reception, a UUID as text.</summary>
    public required string ReceptionId { get; init; }

    /// <summary>The mail as the client sent it.</summary>
    public required ReadOnlyMemory<byte> Mail { get; init; }

    /// <summary>Reads a content that the listener has put together.</summary>
    /// <returns>Null when it does not begin with such a block.</returns>
    public static SmtpTrace? Read(ReadOnlyMemory<byte> content)
    {
        var rest = content;
        if (NextLine(ref rest) is not { } path || !path.StartsWith(ReturnPathField, StringComparison.Ordinal) || path[^1] != '>') return null;
        var recipients = new List<string>();
        var line = NextLine(ref rest);
        for (; line?.StartsWith(DeliveredToField, StringComparison.Ordinal) == true; line = NextLine(ref rest))
            recipients.Add(line[DeliveredToField.Length..]);
        if (line?.StartsWith(ReceivedField, StringComparison.Ordinal) != true) return null;
        var by = NextLine(ref rest);
        var id = by is null ? -1 : by.LastIndexOf(IdWord, StringComparison.Ordinal);
        if (id < 0 || by![^1] != ';' || NextLine(ref rest) is null) return null;
        return new SmtpTrace
        {
            ReturnPath = path[ReturnPathField.Length..^1],
            Recipients = recipients,
            ReceptionId = by[(id + IdWord.Length)..^1],
            Mail = rest,
        };
    }

    /// <summary>The block of a reception.</summary>
    internal static byte[] Block(SmtpEnvelope envelope, SmtpHop hop, string receptionId, DateTimeOffset at)
    {
        var block = new StringBuilder();
        block.Append(ReturnPathField).Append(envelope.ReturnPath).Append(">\r\n");
        foreach (var recipient in envelope.Recipients) block.Append(DeliveredToField).Append(recipient).Append("\r\n");
        block.Append(ReceivedField).Append(hop.From).Append("\r\n");
        block.Append("\tby ").Append(hop.Host).Append(" with ").Append(hop.Protocol).Append(IdWord).Append(receptionId).Append(";\r\n");
        block.Append('\t').Append(at.ToUniversalTime().ToString("ddd, dd MMM yyyy HH:mm:ss +0000", CultureInfo.InvariantCulture)).Append("\r\n");
        return Encoding.UTF8.GetBytes(block.ToString());
    }

    private static string? NextLine(ref ReadOnlyMemory<byte> rest)
    {
        var end = rest.Span.IndexOf("\r\n"u8);
        if (end <= 0) return null;
        var line = Encoding.UTF8.GetString(rest.Span[..end]);
        rest = rest[(end + 2)..];
        return line;
    }
}
