namespace Hub.Tests.Fakes;

/// <summary>How the receiver misbehaves for one request.</summary>
public enum WebhookFault
{
    /// <summary>It does not: the status is answered.</summary>
    None,

    /// <summary>It closes the connection as soon as it is made.</summary>
    DropBeforeReading,

    /// <summary>It reads the request and closes the connection with a reset.</summary>
    DropAfterReading,

    /// <summary>It reads the request and never answers.</summary>
    Silence,

    /// <summary>It closes the connection in the middle of its status line.</summary>
    HalfStatus,

    /// <summary>It closes the connection in the middle of its body, after a whole head.</summary>
    HalfBody,

    /// <summary>Its answer's body is longer than anybody wants to read.</summary>
    EndlessBody,
}
