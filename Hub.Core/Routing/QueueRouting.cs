using Hub.Core.Contacts;
using Hub.Core.Routing.Choosing;

namespace Hub.Core.Routing;

/// <summary>How a queue gives its conversations to agents. What is not said is as here.</summary>
/// <remarks>Settable, because the generated reader of JSON gives a missing init-only property its type's default in place of its own.</remarks>
public sealed record QueueRouting
{
    /// <summary>One that says nothing.</summary>
    public static readonly QueueRouting Default = new();

    /// <summary>Which of the agents who can have a conversation gets it, one of <see cref="Choosing.Strategy"/>.</summary>
    public string Strategy { get; set; } = Choosing.Strategy.LongestIdle;

    /// <summary>Whether agents are asked before they get a conversation, one of <see cref="Routing.Acceptance"/>.</summary>
    public string Acceptance { get; set; } = Routing.Acceptance.Automatic;

    /// <summary>How long an agent has to accept an offer, seconds, 5 to 3600.</summary>
    public int OfferSeconds { get; set; } = 30;

    /// <summary>How long one who declined a conversation, or let its offer pass, is not asked for it again, seconds, up to a day.</summary>
    public int DeclinedSeconds { get; set; } = 300;

    /// <summary>How many offers in a row an agent lets pass before the hub takes them for away; 0 for never.</summary>
    public int MissedUntilAway { get; set; } = 2;

    /// <summary>How much earlier its conversations count as having begun to wait than those of other queues, minutes, up to a day.</summary>
    public int HeadStartMinutes { get; set; }

    /// <summary>The head start of customers of the tier <see cref="CustomerTier.Priority"/>, minutes, up to a day.</summary>
    public int PriorityMinutes { get; set; } = 20;

    /// <summary>The head start of customers of the tier <see cref="CustomerTier.Special"/>, minutes, up to a day.</summary>
    public int SpecialMinutes { get; set; } = 60;

    /// <summary>Within which time customers are to have an agent, seconds of the queue's business time, up to a week; 0 for no such level of service. What is due soon goes
    /// before what is not.</summary>
    public int ServiceLevelSeconds { get; set; }

    /// <summary>The skills that each of its conversations asks for; at most 10.</summary>
    public IReadOnlyList<SkillNeed> Skills { get; set; } = [];

    /// <summary>What is asked for of the skill that bears the customer's language as its name, where that is known; null for nothing.</summary>
    public SkillNeed? Language { get; set; }

    /// <summary>Whose members help; at most 10.</summary>
    public IReadOnlyList<Overflow> Overflows { get; set; } = [];

    /// <summary>How long a conversation is kept for the customer's own agent, seconds, up to a week; 0 for not at all.</summary>
    public int DedicatedSeconds { get; set; } = 300;

    /// <summary>How long it is kept for the agent of the customer's last conversation, seconds, up to a week; 0 for not at all.</summary>
    public int LastAgentSeconds { get; set; }

    /// <summary>How long it is kept for the agent of the customer's first conversation, seconds, up to a week; 0 for not at all.</summary>
    public int OwnerSeconds { get; set; }

    /// <summary>What a customer's tier and the queue itself are worth.</summary>
    public TimeSpan HeadStart(string tier) => TimeSpan.FromMinutes(HeadStartMinutes + tier switch
    {
        CustomerTier.Special => SpecialMinutes,
        CustomerTier.Priority => PriorityMinutes,
        _ => 0,
    });
}
