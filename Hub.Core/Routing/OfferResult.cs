namespace Hub.Core.Routing;

/// <summary>What came of an answer to an offer.</summary>
public enum OfferResult
{
    /// <summary>It is as the agent wished.</summary>
    Done,

    /// <summary>There is no such offer to this agent.</summary>
    NotFound,

    /// <summary>It has ended already: it was answered, its time ran out, or somebody else took the conversation.</summary>
    Ended,
}
