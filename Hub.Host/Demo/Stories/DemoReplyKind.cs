namespace Hub.Host.Demo.Stories;

/// <summary>Who writes back.</summary>
internal enum DemoReplyKind
{
    /// <summary>The customer.</summary>
    Written,

    /// <summary>The customer's mail program, because they are away (RFC 3834).</summary>
    OutOfOffice,

    /// <summary>A mail server, because there is no such mailbox (RFC 3464).</summary>
    Bounce,
}
