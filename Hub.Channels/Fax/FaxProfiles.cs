using Hub.Channels.Mail.Mime.Reading;

namespace Hub.Channels.Fax;

/// <summary>The profiles that are tried, in their order: the account's own, then the usual ones.</summary>
internal sealed class FaxProfiles
{
    /// <summary>HylaFAX's <c>faxrcvd</c> with the templates of its distribution, in English, German and French.</summary>
    private static readonly string[] HylaFax =
    [
        "Subject: ^Fax received from \"(?<station>[^\"]*)\"$",
        "Subject: ^Fax empfangen von(?<station>.*)$",
        "Subject: ^(?<failed>Fax nicht empfangen)$",
        "Subject: ^Télécopie reçue de \"(?<station>[^\"]*)\"$",
        "Subject: ^(?<failed>Télécopie non reçue)$",
        "Body: ^ *(?:Sender|Expéditeur): *(?<station>.*)$",
        "Body: ^ *(?:Pages|Seiten): *(?<pages>[0-9]+) *$",
        "Body: ^ *(?:Quality|Qualität|Qualité): *(?<quality>.*)$",
        "Body: ^ *(?:Received|Empfangen|Reçu le): *(?<at>[0-9: ]+UTC) *$",
        "Body: ^ *(?:CallID1|Anrufe ID 1): *(?<caller>.*)$",
        "Body: ^ *(?:CallID2|Anrufe ID 2): *(?<name>.*)$",
        "Body: ^ *(?:CallID3|Anrufe ID 3): *(?<called>.*)$",
        "Body: ^(?<failed>Fax not received)\\.\\s+(?<error>.+)$",
        "Body: (?:failed because|schlug fehl da):\\s+(?<error>.+)$",
        "Body: ^(?<partial>Errors were received|Das ganze Dokument wurde nicht empfangen weil|Le document entier n'a pas été reçu parce que) ?:",
        "Body: ^(?:Das ganze Dokument wurde nicht empfangen weil|Le document entier n'a pas été reçu parce que) ?:\\s+(?<error>.+)$",
    ];

    /// <summary>Subjects of services and of exchanges, as seen in public code.</summary>
    private static readonly (string Name, string[] Patterns)[] Services =
    [
        ("efax", [
            "Subject: ^eFax message from \"(?<station>[^\"]*)\" - (?<pages>[0-9]+) page\\(s\\)(?:, Caller-ID: (?<caller>.*))?$",
            "Subject: ^eFax from (?<station>.+) - (?<pages>[0-9]+) page\\(s\\)$"]),
        ("metrofax", ["Subject: ^MetroFax message from \"(?<station>[^\"]*)\" - (?<pages>[0-9]+) page\\(s\\)"]),
        ("ringcentral", ["Subject: ^New Fax Message from (?<caller>.+) on .+$"]),
        ("exchange", [
            "Subject: ^Incoming Fax from (?<caller>.+) \\((?<pages>[0-9]+) pages?\\)$",
            "Subject: ^Fax von '(?<station>[^']*)' auf '(?<called>[^']*)'",
            "Subject: ^New fax from (?<caller>\\+?[0-9][-0-9().]*)(?: (?<name>.+))?$"]),
    ];

    private static readonly FaxProfile[] Usual =
    [
        new("hylafax", [.. HylaFax.Select(Own)]),
        .. Services.Select(service => new FaxProfile(service.Name, [.. service.Patterns.Select(Own)])),
    ];

    private readonly IReadOnlyList<FaxProfile> _profiles;

    /// <param name="patterns">The patterns of the account's own gateway; none for none.</param>
    public FaxProfiles(IReadOnlyList<string> patterns) =>
        _profiles = patterns.Count == 0 ? Usual : [new FaxProfile("own", [.. patterns.Select(Own)]), .. Usual];

    /// <summary>What the first profile that knows the mail reads in it; null where none does.</summary>
    public FaxMail? Read(ReceivedMail mail) => _profiles.Select(profile => profile.Read(mail)).FirstOrDefault(fax => fax is not null);

    private static FaxPattern Own(string text) =>
        FaxPattern.Parse(text) ?? throw new InvalidOperationException("A pattern is no field with a regular expression.");
}
