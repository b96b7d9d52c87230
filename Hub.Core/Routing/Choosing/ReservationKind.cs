namespace Hub.Core.Routing.Choosing;

/// <summary>Why a conversation is kept for an agent, the strongest first.</summary>
public static class ReservationKind
{
    /// <summary>The customer's own agent.</summary>
    public const string Dedicated = "dedicated";

    /// <summary>The agent who had the customer's last conversation.</summary>
    public const string Last = "last";

    /// <summary>The agent who had the customer's first conversation.</summary>
    public const string Owner = "owner";
}
