using Hub.Channels.Mail.Mime.Calendar;
using Hub.Channels.Mail.Mime.Tnef;

namespace Hub.Channels.Mail.Mime.Reading;

/// <summary>
/// What programs put into one part that others write as parts or as text: the message and attachments in a winmail.dat ([MS-OXTNEF]), and
/// what a calendar object asks (RFC 6047).
/// </summary>
internal sealed record EnclosedParts
{
    private const int MostCalendarBytes = 256 * 1024;
    private const string UsualCalendarName = "invite.ics";

    /// <summary>The files, those enclosed in place of what encloses them.</summary>
    public required IReadOnlyList<MailFile> Files { get; init; }

    /// <summary>The text of a message that was enclosed, or null.</summary>
    public string? Text { get; init; }

    /// <summary>Its HTML, or null.</summary>
    public string? Html { get; init; }

    /// <summary>What a calendar object asks, or null.</summary>
    public string? Summary { get; init; }

    /// <summary>Looks into the parts that are files.</summary>
    public static EnclosedParts Of(IReadOnlyList<MimePart> parts)
    {
        var files = new List<MailFile>(parts.Count);
        TnefMessage? message = null;
        string? summary = null;
        foreach (var part in parts)
        {
            if (IsTnef(part) && TnefReader.Read(TransferEncoding.Decode(part.Body, part.Encoding)) is { } found)
            {
                message ??= found;
                files.AddRange(found.Files.Select(file => new MailFile(file)));
                // what could not be read to its end stays for whoever can
                if (!found.IsComplete) files.Add(new MailFile(part));
                continue;
            }

            var isCalendar = part.Type == "text/calendar" && part.Body.Length <= MostCalendarBytes;
            if (isCalendar) summary ??= SummaryOf(part);
            files.Add(isCalendar && part.FileName is null ? new MailFile(part, UsualCalendarName) : new MailFile(part));
        }

        return new EnclosedParts { Files = files, Text = message?.Text, Html = message?.Html, Summary = summary };
    }

    private static bool IsTnef(MimePart part) =>
        part.Type is "application/ms-tnef" or "application/vnd.ms-tnef" || "winmail.dat".Equals(part.FileName, StringComparison.OrdinalIgnoreCase);

    private static string? SummaryOf(MimePart part)
    {
        var bytes = TransferEncoding.Decode(part.Body, part.Encoding);
        return CalendarSummary.Of(Charsets.Decode(bytes.Span, part.Parameter("charset") ?? "utf-8", null), part.Parameter("method"));
    }
}
