using System.Collections.Frozen;

namespace Hub.Channels.Twilio;

/// <summary>
/// The types of files that go by Twilio (www.twilio.com/docs/messaging/guides/accepted-mime-types), none of which a browser runs; and the ending
/// that each has in a name.
/// </summary>
internal static class MediaTypes
{
    private static readonly FrozenDictionary<string, string> Endings = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["image/jpeg"] = ".jpg", ["image/png"] = ".png", ["image/gif"] = ".gif", ["image/webp"] = ".webp", ["image/bmp"] = ".bmp", ["image/tiff"] = ".tif",
        ["audio/mpeg"] = ".mp3", ["audio/ogg"] = ".ogg", ["audio/amr"] = ".amr", ["audio/mp4"] = ".m4a", ["audio/aac"] = ".aac", ["audio/3gpp"] = ".3gp",
        ["audio/wav"] = ".wav",
        ["video/mp4"] = ".mp4", ["video/3gpp"] = ".3gp", ["video/quicktime"] = ".mov", ["video/webm"] = ".webm", ["video/mpeg"] = ".mpg",
        ["application/pdf"] = ".pdf", ["text/vcard"] = ".vcf", ["text/x-vcard"] = ".vcf", ["text/calendar"] = ".ics", ["text/csv"] = ".csv", ["text/plain"] = ".txt",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether files of this type are sent.</summary>
    public static bool IsCarried(string type) => Endings.ContainsKey(type);

    /// <summary>The ending of the name of a file of this type; empty where none is known.</summary>
    public static string EndingOf(string type) => Endings.GetValueOrDefault(type, "");
}
