using Hub.Core.Arrivals;
using Hub.Core.Channels;
using Hub.Core.Contacts;

namespace Hub.Channels.WebChat;

/// <summary>
/// A chat on web pages. The hub itself is its provider: a visitor's page posts messages to the host and reads the answers from the store,
/// so that an answer has arrived at the provider as soon as it may be shown.
/// </summary>
public sealed class WebChatChannel : IInboundChannel, IOutboundChannel
{
    private const int MaxAnswerLength = 20_000;

    private readonly VisitorTokens _tokens;

    /// <summary>An account of the channel.</summary>
    internal WebChatChannel(string id, WebChatOptions options, VisitorTokens tokens)
    {
        (Options, _tokens) = (options, tokens);
        Account = new ChannelAccount
        {
            Id = id,
            Kind = WebChatOptions.KindName,
            Name = options.Name,
            PointKind = PointKinds.Visitor,
            Queue = options.Queue,
            Work = options.Work.ToCost(),
            Capabilities = new ChannelCapabilities
            {
                MaxTextLength = MaxAnswerLength,
                MaxPerSecond = 1000,
                MaxConcurrent = 32,
                // to show what is shown already changes nothing
                ReceiverDeduplicates = true,
            },
        };
    }

    /// <inheritdoc/>
    public ChannelAccount Account { get; }

    /// <summary>The account's options.</summary>
    public WebChatOptions Options { get; }

    /// <summary>The secret of a new visitor. It is told once and kept by the visitor's browser alone.</summary>
    public string NewVisitor() => _tokens.New();

    /// <summary>The address of the visitor who shows this secret; null where it is none of this chat.</summary>
    public string? VisitorOf(string token) => _tokens.VisitorOf(token);

    /// <summary>A visitor's message as an input.</summary>
    /// <param name="visitor">The visitor's address.</param>
    /// <param name="id">The id that the page gave the message; the same again is the same message.</param>
    /// <param name="text">What it says.</param>
    /// <param name="writeTo">The address at which the visitor asks to be written to; null for none.</param>
    public static RawInput InputOf(string visitor, Guid id, string text, string? writeTo = null) =>
        WebChatReceiver.Write(new WebChatInput(visitor, id, text, writeTo));

    /// <summary>Whether this is an address at which a visitor can ask to be written to.</summary>
    public static bool IsAddress(string text) => WebChatReceiver.AddressOf(text) is not null;

    /// <inheritdoc/>
    public InboundMessage Read(RawInput input) => WebChatReceiver.Read(input, Options.MaxTextLength);

    /// <inheritdoc/>
    public Task<DeliveryResult> SendAsync(OutboundMessage message, CancellationToken ct) =>
        // the message is durable, and its visitor is shown it once this is
        Task.FromResult<DeliveryResult>(new DeliveryResult.Accepted(null));
}
