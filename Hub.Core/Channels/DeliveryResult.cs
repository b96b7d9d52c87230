namespace Hub.Core.Channels;

/// <summary>The outcome of one attempt. Details carry codes and causes, never bodies or addresses.</summary>
public abstract record DeliveryResult
{
    private DeliveryResult()
    {
    }

    /// <summary>The provider has taken responsibility.</summary>
    /// <param name="ProviderId">Its id of the message, where it gives one.</param>
    public sealed record Accepted(string? ProviderId) : DeliveryResult;

    /// <summary>Proven not sent; may be tried again.</summary>
    /// <param name="Class">Why.</param>
    /// <param name="Detail">What the provider said.</param>
    /// <param name="RetryAfter">When the provider asks to be tried again at the earliest.</param>
    public sealed record Deferred(DeliveryClass Class, string Detail, TimeSpan? RetryAfter = null) : DeliveryResult
    {
        /// <summary>Whether the provider spoke of its only receiver, such as that the mailbox is full: where it is given up so, it counts.</summary>
        public bool IsSoft { get; init; }
    }

    /// <summary>Proven not sent, and trying again is pointless.</summary>
    /// <param name="Class">Why.</param>
    /// <param name="Detail">What the provider said.</param>
    public sealed record Rejected(DeliveryClass Class, string Detail) : DeliveryResult
    {
        /// <summary>Whether the provider said that its only receiver does not exist: then nothing more is sent there.</summary>
        public bool IsDead { get; init; }

        /// <summary>Whether the provider said of its only receiver what may pass, such as that the mailbox is full: enough of that counts.</summary>
        public bool IsSoft { get; init; }
    }

    /// <summary>The provider may have it: never repeated blindly.</summary>
    /// <param name="Detail">Where the line broke.</param>
    public sealed record Unknown(string Detail) : DeliveryResult;
}
