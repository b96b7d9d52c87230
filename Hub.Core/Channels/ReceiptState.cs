namespace Hub.Core.Channels;

/// <summary>What a receipt can report, in rising rank: a lower one that comes late changes nothing.</summary>
public enum ReceiptState
{
    /// <summary>The provider took responsibility.</summary>
    Accepted,

    /// <summary>The provider has it and goes on trying; the class and the detail say why it is late.</summary>
    Delayed,

    /// <summary>The provider gave up.</summary>
    Failed,

    /// <summary>It reached the receiver's device or mailbox.</summary>
    Delivered,

    /// <summary>The receiver opened it.</summary>
    Read,
}
