namespace Hub.Host.Demo;

/// <summary>One kind of traffic: how customers write by it, and how they get the answers.</summary>
internal interface IDemoLine
{
    /// <summary>Whether customers who write to this channel use it.</summary>
    bool Carries(string channel);

    /// <summary>Brings what a customer writes to the hub.</summary>
    /// <exception cref="DemoException">The hub does not take it.</exception>
    Task SendAsync(DemoCase from, DemoLetter letter, CancellationToken ct);

    /// <summary>The answers that were not there at the last look.</summary>
    Task<IReadOnlyList<DemoAnswer>> HearAsync(CancellationToken ct);
}
