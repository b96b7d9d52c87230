namespace Hub.Core.Deliveries;

/// <summary>Where a delivery stands; the tables hold the names in lower case.</summary>
public enum DeliveryState
{
    /// <summary>To be sent at a time to come.</summary>
    Scheduled,

    /// <summary>To be sent as soon as its lane and its conversation allow, or waiting for its next attempt.</summary>
    Planned,

    /// <summary>A node has taken it and has not begun.</summary>
    Leased,

    /// <summary>An attempt is under way; committed before the first byte leaves.</summary>
    Attempting,

    /// <summary>The provider took responsibility.</summary>
    Accepted,

    /// <summary>It reached the receiver's device or mailbox.</summary>
    Delivered,

    /// <summary>The receiver opened it.</summary>
    Read,

    /// <summary>It was refused, or the provider gave up; the class says why.</summary>
    Failed,

    /// <summary>Its time ran out before anybody took it.</summary>
    Expired,

    /// <summary>It was called off before an attempt began.</summary>
    Cancelled,

    /// <summary>The provider may have it: settled by a receipt or a human, never repeated blindly.</summary>
    Unknown,
}
