namespace Hub.Core.Deliveries;

/// <summary>What a receipt did.</summary>
public enum ReceiptResult
{
    /// <summary>It changed the delivery's state.</summary>
    Applied,

    /// <summary>It was here before, or came after a higher one: noted at most.</summary>
    Ignored,

    /// <summary>There is no such delivery (yet): the caller decides whether to ask the provider to come again.</summary>
    UnknownDelivery,
}
