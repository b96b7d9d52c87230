namespace Hub.Core.Routing;

/// <summary>Where an offer stands, as stored and as the API names it.</summary>
public static class OfferState
{
    /// <summary>The agent is asked.</summary>
    public const string Offered = "offered";

    /// <summary>The agent has it.</summary>
    public const string Accepted = "accepted";

    /// <summary>The agent said no.</summary>
    public const string Rejected = "rejected";

    /// <summary>The agent said nothing in time.</summary>
    public const string Missed = "missed";

    /// <summary>Somebody else took it, or it needs nobody any more.</summary>
    public const string Withdrawn = "withdrawn";
}
