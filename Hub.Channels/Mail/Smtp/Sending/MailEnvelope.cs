namespace Hub.Channels.Mail.Smtp.Sending;

/// <summary>What is on the outside of a mail (RFC 5321 section 2.3.1).</summary>
/// <param name="Id">The delivery's id, the same in every attempt: letters, digits, hyphens, underscores, dots. It names a pickup
/// file.</param>
/// <param name="ReturnPath">Where bounces go; empty for a mail that must cause none.</param>
/// <param name="Recipients">Everybody who gets it, blind copies included.</param>
public sealed record MailEnvelope(string Id, string ReturnPath, IReadOnlyList<string> Recipients)
{
    private const int MaxId = 100;

    /// <summary>The id.</summary>
    /// <exception cref="ArgumentException">It is empty, longer than 100 characters, or has others than those named.</exception>
    public string Id { get; init; } = IsName(Id) ? Id : throw new ArgumentException("The id of an envelope is a plain name.", nameof(Id));

    /// <summary>How servers that offer DSN name it in their reports (RFC 3461 section 4.4): <see cref="Id"/>, or another plain name.</summary>
    /// <exception cref="ArgumentException">As for <see cref="Id"/>.</exception>
    public string EnvelopeId
    {
        get => field ?? Id;
        init => field = IsName(value) ? value : throw new ArgumentException("The id of an envelope is a plain name.", nameof(value));
    }

    private static bool IsName(string id) =>
        id is { Length: > 0 and <= MaxId } && id[0] != '.' && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');
}
