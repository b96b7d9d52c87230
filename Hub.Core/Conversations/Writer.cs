namespace Hub.Core.Conversations;

/// <summary>Somebody who writes in a conversation now.</summary>
public sealed record Writer
{
    /// <summary>The agent or the contact.</summary>
    public required Guid Id { get; init; }

    /// <summary>The agent's name; null for the customer.</summary>
    public required string? Name { get; init; }

    /// <summary>Until when that is believed without another sign, UTC milliseconds.</summary>
    public required long UntilAt { get; init; }

    /// <summary>Whether it is the customer.</summary>
    public bool IsCustomer => Name is null;
}
