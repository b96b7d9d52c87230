using System.ComponentModel.DataAnnotations;
using System.Net;
using System.Text.RegularExpressions;
using Hub.Core.Channels;
using Hub.Core.Configuration;
using Hub.Core.Security;

namespace Hub.Channels.Telegram;

/// <summary>A Telegram bot: customers write to it in private chats. Source: core.telegram.org/bots/api.</summary>
public sealed partial class TelegramOptions : ChannelOptions, IOptionRules
{
    /// <summary>The kind as written in the section.</summary>
    public const string KindName = "telegram";

    /// <summary>The reference to the bot's token, as BotFather gives it: <c>123456:ABC...</c>. No default; needed unless the channel is disabled.</summary>
    public SecretReference? Token { get; init; }

    /// <summary>Where the Bot API is: https, or http on this machine, without a path. Default <c>https://api.telegram.org</c>.</summary>
    public string ApiUrl { get; init; } = "https://api.telegram.org";

    /// <summary>How Telegram's calls come in, instead of being asked for.</summary>
    public TelegramWebhookOptions Webhook { get; init; } = new();

    /// <summary>Whether the bot leaves groups and channels that it is added to; what is written there is not taken in either way. Default true.</summary>
    public bool LeaveGroups { get; init; } = true;

    /// <summary>The most messages sent in a second; Telegram takes about 30 from a bot. Default 25, range 1 to 1000.</summary>
    [Range(1, 1000)]
    public int MaxPerSecond { get; init; } = 25;

    /// <summary>How long the Bot API may take for a call, apart from the time for files. Unit seconds, default 30, range 1 to 120.</summary>
    [Range(1, 120)]
    public int TimeoutSeconds { get; init; } = 30;

    /// <summary>How long an answer that cannot be sent for now is tried again before it has failed. Unit hours, default 72, range 1 to 168.</summary>
    [Range(1, 168)]
    public int RetryHours { get; init; } = 72;

    /// <summary><see cref="TimeoutSeconds"/> as a duration.</summary>
    public TimeSpan Timeout => TimeSpan.FromSeconds(TimeoutSeconds);

    /// <summary><see cref="RetryHours"/> as a duration.</summary>
    public TimeSpan Retry => TimeSpan.FromHours(RetryHours);

    /// <inheritdoc/>
    public IEnumerable<OptionFault> Faults()
    {
        if (Enabled && Token is null)
            yield return new(nameof(Token), "is empty", "refer to the token that BotFather gave: env:NAME or file:PATH; or set Enabled to false");
        if (!Uri.TryCreate(ApiUrl, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https") || url.PathAndQuery != "/" || url.UserInfo.Length > 0)
            yield return new(nameof(ApiUrl), "is not the root of an http or https address", "write https://api.telegram.org");
        else if (url.Scheme == "http" && !IsThisMachine(url))
            yield return new(nameof(ApiUrl), "is plain http to another machine, which would read the bot's token", "use https");
    }

    /// <summary>Whether a text has the form of a bot's token.</summary>
    internal static bool IsToken(string text) => TokenForm().IsMatch(text);

    private static bool IsThisMachine(Uri url) =>
        url.IdnHost == "localhost" || (IPAddress.TryParse(url.IdnHost.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    [GeneratedRegex("^[0-9]{1,20}:[A-Za-z0-9_-]{20,100}$")]
    private static partial Regex TokenForm();
}
