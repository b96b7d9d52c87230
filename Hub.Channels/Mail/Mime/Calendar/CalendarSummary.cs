using System.Text;
using Hub.Core.Calendars.Reading;

namespace Hub.Channels.Mail.Mime.Calendar;

/// <summary>
/// Reads out what a calendar object asks or tells (RFC 5546: iTIP; RFC 5545): a block of text that an agent understands without a calendar.
/// Nothing in it is acted on.
/// </summary>
internal static class CalendarSummary
{
    private const int Longest = 300;
    private const int MostAttendees = 20;
    private const int MostLines = 10_000;

    /// <summary>The block, or null where it is no event.</summary>
    public static string? Of(string calendar, string? method)
    {
        var properties = new List<ContentLine>();
        var depth = 0;
        var isEvent = false;
        foreach (var property in ContentLines.Of(calendar, MostLines))
        {
            var isOurs = depth == 2 && isEvent;
            if (property.Name == "BEGIN")
            {
                if (++depth == 2 && properties.Count == 0) isEvent = property.Value.Trim().Equals("VEVENT", StringComparison.OrdinalIgnoreCase);
            }
            else if (property.Name == "END")
            {
                if (isOurs) break;
                depth--;
            }
            else if (isOurs && property.Name.Length > 0)
            {
                properties.Add(property);
            }
            else if (depth == 1 && property.Name == "METHOD")
            {
                method = property.Value;
            }
        }

        return properties.Count == 0 ? null : Write(properties, method);
    }

    private static string Write(List<ContentLine> properties, string? method)
    {
        var block = new StringBuilder();
        Line(block, Title(method), Find("SUMMARY")?.Text ?? "");
        if (Find("DTSTART") is { } start) Line(block, "When", CalendarTime.Show(start, Find("DTEND")) + (Find("RRULE") is null ? "" : ", repeated"));
        Line(block, "Where", Find("LOCATION")?.Text);
        Line(block, "Organizer", Find("ORGANIZER") is { } organizer ? Person(organizer) : null);
        var attendees = properties.Where(property => property.Name == "ATTENDEE").Take(MostAttendees).ToList();
        if (IsReply(method))
            foreach (var attendee in attendees) Line(block, Answer(attendee.Parameter("PARTSTAT")), Person(attendee));
        Line(block, "Comment", Find("COMMENT")?.Text);
        return block.ToString().TrimEnd('\n');

        ContentLine? Find(string name) => properties.Where(property => property.Name == name).Select(property => (ContentLine?)property).FirstOrDefault();
    }

    private static bool IsReply(string? method) => "REPLY".Equals(method?.Trim(), StringComparison.OrdinalIgnoreCase);

    private static string Title(string? method) => method?.Trim().ToUpperInvariant() switch
    {
        "REQUEST" => "Invitation",
        "CANCEL" => "Cancelled",
        "REPLY" => "Answer to the invitation",
        "COUNTER" => "Another time is proposed",
        "REFRESH" => "The invitation is asked for again",
        _ => "Event",
    };

    private static string Answer(string? status) => status?.ToUpperInvariant() switch
    {
        "ACCEPTED" => "Accepted by",
        "DECLINED" => "Declined by",
        "TENTATIVE" => "Perhaps",
        "DELEGATED" => "Delegated by",
        _ => "Not answered by",
    };

    private static string Person(ContentLine person)
    {
        var address = person.Value.Trim();
        if (address.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase)) address = address["mailto:".Length..];
        return person.Parameter("CN") is { Length: > 0 } name && name != address ? $"{name} <{address}>" : address;
    }

    private static void Line(StringBuilder block, string label, string? value)
    {
        if (value is null || (value.Length == 0 && block.Length > 0)) return;
        var line = value.ReplaceLineEndings(" ");
        block.Append(label).Append(": ").Append(line, 0, Math.Min(line.Length, Longest)).Append('\n');
    }
}
