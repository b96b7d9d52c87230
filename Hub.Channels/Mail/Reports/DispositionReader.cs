using Hub.Channels.Mail.Mime.Reading;

namespace Hub.Channels.Mail.Reports;

/// <summary>Reads disposition notifications (RFC 8098 section 3).</summary>
internal static class DispositionReader
{
    /// <summary>The report that a mail is, or null.</summary>
    public static DispositionReport? Read(ReceivedMail mail, string text)
    {
        var part = mail.Files.FirstOrDefault(file => file.Type is "message/disposition-notification" or "message/global-disposition-notification");
        if (part is null || FieldGroups.Read(part.Content) is not [var fields, ..]) return null;
        // action-mode/sending-mode; type/modifier
        var disposition = fields.Find("Disposition")?.Raw ?? "";
        var type = disposition[(disposition.LastIndexOf(';') + 1)..].Split('/', ',')[0].Trim().ToLowerInvariant();
        var returned = ReturnedMail.Of(mail, text);
        var original = fields.Find("Original-Message-ID")?.Raw.Trim(' ', '\t', '<', '>');
        return new DispositionReport(type) { Returned = string.IsNullOrEmpty(original) ? returned : returned with { MessageId = original } };
    }
}
