using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace Hub.Channels.Twilio;

/// <summary>A file of a message as the API shows it.</summary>
internal sealed record TwilioMedia
{
    public required string Sid { get; init; }

    [JsonPropertyName("content_type")]
    public string? ContentType { get; init; }

    /// <summary>The path of its description; without <c>.json</c> at the end, of its content.</summary>
    public string? Uri { get; init; }
}

/// <summary>The files of a message.</summary>
internal sealed record TwilioMediaPage
{
    [JsonPropertyName("media_list")]
    public IReadOnlyList<TwilioMedia> MediaList { get; init; } = [];
}

/// <summary>A file's content.</summary>
internal sealed record TwilioContent(string Type, byte[] Bytes);

/// <summary>
/// Where a file is, by the SIDs in its address. The host in that address is not heeded: files are asked of the configured API alone, whatever a
/// webhook names.
/// </summary>
internal sealed partial record TwilioMediaPlace(string AccountSid, string MessageSid, string MediaSid)
{
    /// <summary>The path of its content.</summary>
    public string Path => $"/2010-04-01/Accounts/{AccountSid}/Messages/{MessageSid}/Media/{MediaSid}";

    /// <summary>The place that an address names, or null where it is none of a file at Twilio.</summary>
    public static TwilioMediaPlace? Of(string? address)
    {
        var path = Uri.TryCreate(address, UriKind.Absolute, out var url) ? url.AbsolutePath : address ?? "";
        var match = Pattern().Match(path);
        return match.Success ? new(match.Groups[1].Value, match.Groups[2].Value, match.Groups[3].Value) : null;
    }

    [GeneratedRegex(@"^/2010-04-01/Accounts/(AC[0-9a-fA-F]{32})/Messages/([SM]M[0-9a-fA-F]{32})/Media/(ME[0-9a-fA-F]{32})(?:\.json)?$")]
    private static partial Regex Pattern();
}
