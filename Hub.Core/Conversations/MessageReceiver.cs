namespace Hub.Core.Conversations;

/// <summary>Somebody whom a stored message names beside its sender.</summary>
public sealed record MessageReceiver
{
    /// <summary>The message.</summary>
    public required Guid MessageId { get; init; }

    /// <summary>One of <see cref="ReceiverRole"/>.</summary>
    public required string Role { get; init; }

    /// <summary>The address.</summary>
    public required string Address { get; init; }

    /// <summary>The name given beside it, or null.</summary>
    public string? Name { get; init; }
}
