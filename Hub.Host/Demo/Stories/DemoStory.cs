namespace Hub.Host.Demo.Stories;

/// <summary>
/// How a conversation goes, seen from the customer. In every text <c>{me}</c> is the customer as they sign, <c>{name}</c> as they are addressed,
/// <c>{order}</c> the order that it is about, <c>{colleague}</c> who answers.
/// </summary>
internal sealed record DemoStory
{
    public const string English = "en";
    public const string Chinese = "zh";
    public const string Mail = "mail";
    public const string Billing = "billing";
    public const string Shop = "api";
    public const string Chat = "chat";
    public const string Telegram = "telegram";
    public const string Sms = "sms";
    public const string WhatsApp = "whatsapp";

    /// <summary>The customer's language.</summary>
    public required string Language { get; init; }

    /// <summary>The channel that the customer writes to.</summary>
    public string Channel { get; init; } = Mail;

    /// <summary>The subject, where the channel has one.</summary>
    public string? Subject { get; init; }

    /// <summary>What the customer writes first.</summary>
    public required string Text { get; init; }

    /// <summary>The same in HTML, or null.</summary>
    public string? Html { get; init; }

    /// <summary>A file that comes with it, or null.</summary>
    public DemoFile? File { get; init; }

    /// <summary>A sender who is nobody's customer, or null for one made up.</summary>
    public DemoPerson? Sender { get; init; }

    /// <summary>Whether a colleague takes it; else it waits for the user.</summary>
    public bool ForColleague { get; init; }

    /// <summary>What follows, a turn for each answer.</summary>
    public IReadOnlyList<DemoTurn> Turns { get; init; } = [];

    /// <summary>Whether it is written by a program, which is never thankful.</summary>
    public bool IsAutomatic { get; init; }
}
