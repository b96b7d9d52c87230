using Hub.Channels.Mail.Mime.Reading;

namespace Hub.Channels.Email;

/// <summary>The fields by which our own mail server says that a mail is junk.</summary>
internal sealed class JunkFields
{
    private readonly IReadOnlyList<JunkField> _fields;

    private JunkFields(IReadOnlyList<JunkField> fields) => _fields = fields;

    /// <summary>Those of the usual filters.</summary>
    public static IReadOnlyList<string> Usual { get; } =
    [
        // Rspamd, action "add header"
        "X-Spam: Yes",
        // SpamAssassin, and amavis around it
        "X-Spam-Flag: YES",
        "X-Spam-Status: Yes*",
        // Exchange ([MS-OXCMAIL] section 2.1.3.2.24): 5 and 6 are junk, 7 to 9 surely
        "X-MS-Exchange-Organization-SCL: >=5",
        // Exchange Online
        "X-Forefront-Antispam-Report: *SFV:SPM*",
        // Proofpoint
        "X-Proofpoint-Spam-Details: rule=spam*",
        // Barracuda
        "X-Barracuda-Spam-Flag: YES",
        "X-Barracuda-Spam-Status: Yes*",
        // Google Workspace, where it is told to set it
        "X-Gm-Spam: 1",
    ];

    /// <summary>The fields as configured; the usual ones where none are.</summary>
    public static JunkFields Of(IReadOnlyList<string> fields) =>
        new([.. (fields.Count > 0 ? fields : Usual).Select(JunkField.Parse).OfType<JunkField>()]);

    /// <summary>Whether one of them is on the mail.</summary>
    public bool AreOn(HeaderFields headers) => _fields.Any(field => field.IsOn(headers));
}
