using Hub.Host.Demo.Stories;

namespace Hub.Host.Demo;

/// <summary>Something that a customer writes.</summary>
internal sealed record DemoLetter
{
    public string? Subject { get; init; }

    public required string Text { get; init; }

    public string? Html { get; init; }

    public DemoFile? File { get; init; }

    public DemoReplyKind Kind { get; init; }

    /// <summary>The answer that it replies to; null where it is the first.</summary>
    public DemoAnswer? To { get; init; }
}
