using Hub.Core.Routing;

namespace Hub.Host.Desk.Reading;

/// <summary>What is around every page.</summary>
public sealed record ShellModel
{
    public required NavModel Nav { get; init; }

    /// <summary>What the agent is asked to take.</summary>
    public required IReadOnlyList<Offer> Offers { get; init; }

    /// <summary>The journal's newest number before anything of the page was read: from there on the page hears what changes.</summary>
    public required long Seq { get; init; }
}
