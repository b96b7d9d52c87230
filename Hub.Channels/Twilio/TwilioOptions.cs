using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;
using Hub.Core.Channels;
using Hub.Core.Configuration;
using Hub.Core.Contacts;
using Hub.Core.Security;

namespace Hub.Channels.Twilio;

/// <summary>What every channel that goes through Twilio is told: the account, its secret, the senders, and how patient to be.</summary>
public abstract partial class TwilioOptions : ChannelOptions, IOptionRules
{
    /// <summary>The account's SID: <c>AC</c> and 32 hexadecimal digits. No default.</summary>
    [Required]
    public string AccountSid { get; init; } = "";

    /// <summary>The reference to the account's auth token, by which requests are made and webhooks are known. No default.</summary>
    [SecretMinimum(16)]
    public SecretReference? AuthToken { get; init; }

    /// <summary>References to further auth tokens whose signatures are good: the former one while tokens are rotated, those of sub-accounts whose
    /// numbers call here. Default none.</summary>
    public IReadOnlyList<SecretReference> FurtherAuthTokens { get; init; } = [];

    /// <summary>The senders: numbers in E.164, each contact being written to from the same one. Default none; needed without
    /// <see cref="MessagingServiceSid"/>.</summary>
    public IReadOnlyList<string> Numbers { get; init; } = [];

    /// <summary>The messaging service that picks the sender: <c>MG</c> and 32 hexadecimal digits. Default empty: one of <see cref="Numbers"/>.</summary>
    public string MessagingServiceSid { get; init; } = "";

    /// <summary>For how long a message may wait at Twilio before it is given up. Unit seconds, default 14400, range 60 to 36000.</summary>
    [Range(60, 36_000)]
    public int ValidityPeriodSeconds { get; init; } = 14_400;

    /// <summary>The most messages handed over in a second. Default 10, range 1 to 10000.</summary>
    [Range(1, 10_000)]
    public int MaxPerSecond { get; init; } = 10;

    /// <summary>For how long a message that Twilio does not take is tried again before it has failed. Unit hours, default 24, range 1 to 168.</summary>
    [Range(1, 168)]
    public int RetryHours { get; init; } = 24;

    /// <summary>How long one request may take. Unit seconds, default 10, range 1 to 60.</summary>
    [Range(1, 60)]
    public int TimeoutSeconds { get; init; } = 10;

    /// <summary>The largest file taken from a message. Unit bytes, default 16777216, range 65536 to 104857600.</summary>
    [Range(65_536, 104_857_600)]
    public int MaxMediaBytes { get; init; } = 16_777_216;

    /// <summary>How far back messages are looked up at a start; every 5 minutes later it is one day. Unit days, default 7, range 1 to 30.</summary>
    [Range(1, 30)]
    public int BackfillDays { get; init; } = 7;

    /// <summary>Where Twilio's API is: https, or http on this machine. Default <c>https://api.twilio.com</c>.</summary>
    public string ApiUrl { get; init; } = "https://api.twilio.com";

    /// <summary><see cref="TimeoutSeconds"/> as a duration.</summary>
    internal TimeSpan Timeout => TimeSpan.FromSeconds(TimeoutSeconds);

    /// <summary>Requests at the same time: what the rate needs at some 50 ms for each.</summary>
    internal int MaxConcurrent => Math.Clamp(MaxPerSecond / 20, 4, 256);

    /// <summary>Whether the API is on this machine, as a sandbox is.</summary>
    internal bool IsLocal => new Uri(ApiUrl).IsLoopback;

    /// <summary>The numbers that customers can write to, canonical.</summary>
    internal IReadOnlyList<string> CanonicalNumbers => [.. Numbers.Select(Canonical).OfType<string>()];

    /// <inheritdoc/>
    public IEnumerable<OptionFault> Faults()
    {
        if (!AccountPattern().IsMatch(AccountSid)) yield return new(nameof(AccountSid), "is not the SID of an account", "write AC and 32 hexadecimal digits");
        if (AuthToken is null) yield return new(nameof(AuthToken), "is empty", "refer to the account's auth token: env:NAME or file:PATH");
        if (Numbers.Count == 0 && MessagingServiceSid.Length == 0)
            yield return new(nameof(Numbers), "names no sender", "name a number in E.164, or set MessagingServiceSid");
        for (var i = 0; i < Numbers.Count; i++)
            if (Canonical(Numbers[i]) is null && !MaySendFrom(Numbers[i]))
                yield return new($"{nameof(Numbers)}:{i}", "is no sender", "write a number in E.164 such as +493012345678");
        if (MessagingServiceSid.Length > 0 && !ServicePattern().IsMatch(MessagingServiceSid))
            yield return new(nameof(MessagingServiceSid), "is not the SID of a messaging service", "write MG and 32 hexadecimal digits");
        if (!IsAddress(ApiUrl)) yield return new(nameof(ApiUrl), "is no address of an API", "write https://HOST, or http://127.0.0.1:PORT for a sandbox");
    }

    /// <summary>Whether something that is no number in E.164 may stand as the sender, such as a short code.</summary>
    protected virtual bool MaySendFrom(string sender) => false;

    private static string? Canonical(string number) => ContactAddress.Canonical(PointKinds.Phone, number);

    private static bool IsAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url.UserInfo.Length == 0 && url.PathAndQuery == "/" && !text.EndsWith('/')
        && (url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback));

    [GeneratedRegex("^AC[0-9a-fA-F]{32}$")]
    private static partial Regex AccountPattern();

    [GeneratedRegex("^MG[0-9a-fA-F]{32}$")]
    private static partial Regex ServicePattern();
}
