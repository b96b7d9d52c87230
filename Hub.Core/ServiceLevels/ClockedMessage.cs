using Hub.Core.Conversations;

namespace Hub.Core.ServiceLevels;

/// <summary>What of a message decides whether it starts or ends a clock.</summary>
internal sealed record ClockedMessage
{
    public required Guid Id { get; init; }

    public required long Seq { get; init; }

    public required string Direction { get; init; }

    public Guid? ContactId { get; init; }

    public string? Flags { get; init; }

    public required long StoredAt { get; init; }

    /// <summary>1 where people wrote it to the customer.</summary>
    public required long IsAnswer { get; init; }

    /// <summary>Whether a customer wrote it, who is to be answered.</summary>
    public bool IsOfCustomer => Direction == MessageDirection.In && ContactId is not null
        && !MessageFlag.IsOfProgram(Flags) && !MessageFlag.Has(Flags, MessageFlag.Junk) && !MessageFlag.Has(Flags, MessageFlag.Staff);

    /// <summary>Whether it is an answer after which the customer does not wait any more: what was sent from elsewhere may have gone to somebody else.</summary>
    public bool Answers(ConversationFacts facts) =>
        IsAnswer == 1 && (!MessageFlag.Has(Flags, MessageFlag.SentElsewhere) || facts.WaitingSince is null || facts.WaitingSince > StoredAt);
}
