namespace Hub.Core.Channels;

/// <summary>Why an attempt did not end in acceptance, and so what may be done next.</summary>
public enum DeliveryClass
{
    /// <summary>The provider asks for slower sending and has not taken it: the lane waits, no attempt is counted.</summary>
    Throttled,

    /// <summary>A quota of the day is used up: the lane waits for its reset.</summary>
    Quota,

    /// <summary>The provider or the receiver cannot take it now and has not taken it.</summary>
    Transient,

    /// <summary>The address does not exist or can never be reached by this channel.</summary>
    Address,

    /// <summary>The receiver does not want it.</summary>
    Consent,

    /// <summary>The provider refuses the content or the sender for policy reasons.</summary>
    Content,

    /// <summary>The account is wrongly configured (credentials, permissions): nothing else on it will fare better.</summary>
    Configuration,

    /// <summary>It waited too long, here or at the provider.</summary>
    Expired,

    /// <summary>The hub itself does not send to this receiver: it is on the list of suppressions, or a loop was stopped.</summary>
    Suppressed,

    /// <summary>The provider may have taken it and did not say so.</summary>
    Ambiguous,
}
