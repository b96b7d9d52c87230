using System.ComponentModel.DataAnnotations;
using Hub.Core.Channels;
using Hub.Core.Configuration;

namespace Hub.Channels.WebChat;

/// <summary>A chat that visitors of web pages write in.</summary>
public sealed class WebChatOptions : ChannelOptions, IOptionRules
{
    /// <summary>The kind as written in the section.</summary>
    public const string KindName = "chat";

    /// <summary>The heading of the chat. Default empty: a usual one in the visitor's language.</summary>
    [StringLength(60)]
    public string Title { get; init; } = "";

    /// <summary>What stands above the first message. Default empty: a usual greeting in the visitor's language.</summary>
    [StringLength(300)]
    public string Greeting { get; init; } = "";

    /// <summary>The origins of the pages that may show the chat in a frame, such as <c>https://shop.example.org</c>. Default none: the hub's own
    /// pages only.</summary>
    public IReadOnlyList<string> Origins { get; init; } = [];

    /// <summary>The longest message of a visitor. Unit UTF-16 units, default 4000, range 100 to 20000.</summary>
    [Range(100, 20_000)]
    public int MaxTextLength { get; init; } = 4000;

    /// <summary>Whether who waits for an agent is told which number they are, and about how long it takes. Default true.</summary>
    public bool ShowWaiting { get; init; } = true;

    /// <summary>New visitors from one address in a minute. Default 10, range 1 to 100000.</summary>
    [Range(1, 100_000)]
    public int NewChatsPerMinutePerAddress { get; init; } = 10;

    /// <summary>New visitors in a minute altogether, on one host. Default 600, range 1 to 100000.</summary>
    [Range(1, 100_000)]
    public int NewChatsPerMinute { get; init; } = 600;

    /// <summary>Messages from one address in a minute. Default 60, range 1 to 100000.</summary>
    [Range(1, 100_000)]
    public int MessagesPerMinutePerAddress { get; init; } = 60;

    /// <summary>Messages in a minute altogether, on one host. Default 6000, range 1 to 1000000.</summary>
    [Range(1, 1_000_000)]
    public int MessagesPerMinute { get; init; } = 6000;

    /// <summary>Visitors that are listened to live at the same time, on one host. Default 2000, range 1 to 8000.</summary>
    [Range(1, 8000)]
    public int MaxStreams { get; init; } = 2000;

    /// <inheritdoc/>
    public IEnumerable<OptionFault> Faults()
    {
        for (var i = 0; i < Origins.Count; i++)
            if (!IsOrigin(Origins[i]))
                yield return new($"{nameof(Origins)}:{i}", "is no origin", "write scheme, host and port only, as in https://shop.example.org");
    }

    /// <summary>Exactly the form that browsers compare (RFC 6454 section 6.2), so that nothing else gets into the policy.</summary>
    private static bool IsOrigin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "https" or "http" && text == url.GetLeftPart(UriPartial.Authority)
        && url.UserInfo.Length == 0 && !text.Any(letter => letter is ';' or ',' or '*' or '\'' || char.IsWhiteSpace(letter) || letter > '~');
}
