namespace Hub.Core.Deliveries;

/// <summary>
/// What an arrival reports of something that we sent. Its names are proven by our keys, which only those have had whom the message passed;
/// what is said of the receivers is the reporter's word.
/// </summary>
public sealed record SentReport
{
    /// <summary>The numbers of the deliveries that it names, the surest first.</summary>
    public IReadOnlyList<long> Deliveries { get; init; } = [];

    /// <summary>The messages that it names, the surest first.</summary>
    public IReadOnlyList<NamedMessage> Messages { get; init; } = [];

    /// <summary>What became of it.</summary>
    public IReadOnlyList<SentOutcome> Outcomes { get; init; } = [];
}
