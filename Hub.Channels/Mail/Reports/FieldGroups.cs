using Hub.Channels.Mail.Mime.Reading;
using Hub.Core.Arrivals;

namespace Hub.Channels.Mail.Reports;

/// <summary>Reads what is made of groups of header fields with an empty line between (RFC 3464 section 2.1).</summary>
internal static class FieldGroups
{
    private const int Most = 2 * DeliveryReport.MostRecipients;

    /// <summary>The groups in their order; of what is no field as much is skipped as must be.</summary>
    public static IReadOnlyList<HeaderFields> Read(ReadOnlyMemory<byte> content)
    {
        var groups = new List<HeaderFields>();
        try
        {
            for (var at = 0; at < content.Length && groups.Count < Most;)
            {
                var group = HeaderBlock.Read(content, at, out var next);
                if (group.List.Count > 0) groups.Add(group);
                at = next > at ? next : AfterLine(content.Span, at);
            }
        }
        catch (UnreadableInputException)
        {
            // a field beyond all limits: the report says what stands before it, and the mail is shown in any case
        }

        return groups;
    }

    private static int AfterLine(ReadOnlySpan<byte> bytes, int at)
    {
        var end = bytes[at..].IndexOf((byte)'\n');
        return end < 0 ? bytes.Length : at + end + 1;
    }
}
