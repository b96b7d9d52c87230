namespace Hub.Core.Conversations;

/// <summary>Which conversations a list shows; what is null does not restrict.</summary>
public sealed record ConversationFilter
{
    /// <summary>One of <see cref="Views"/>.</summary>
    public string View { get; init; } = Views.All;

    /// <summary>One queue.</summary>
    public Guid? QueueId { get; init; }

    /// <summary>One assignee.</summary>
    public Guid? AssigneeId { get; init; }

    /// <summary>One status; null for every one.</summary>
    public string? Status { get; init; }

    /// <summary>One channel account.</summary>
    public string? Channel { get; init; }

    /// <summary>One contact.</summary>
    public Guid? ContactId { get; init; }

    /// <summary>The one with this short number.</summary>
    public long? Number { get; init; }

    /// <summary>Only those in which a promise to the customer is at this point, one of <see cref="Clocks"/>.</summary>
    public string? Clock { get; init; }

    /// <summary>Whether it shows only those in which something is due, the next due first.</summary>
    public bool DueFirst { get; init; }

    /// <summary>Only these, at least one, as a search found them.</summary>
    public IReadOnlyCollection<Guid>? Ids { get; init; }

    /// <summary>Only what comes after this place, for the next page.</summary>
    public ConversationPlace? After { get; init; }

    /// <summary>Rows at the most.</summary>
    public int Limit { get; init; } = 50;

    /// <summary>At which point a promise is.</summary>
    public static class Clocks
    {
        /// <summary>Its time passes, or stands still.</summary>
        public const string Running = "running";

        /// <summary>Its time is nearly over.</summary>
        public const string Warned = "warned";

        /// <summary>It was broken.</summary>
        public const string Breached = "breached";

        /// <summary>All of them.</summary>
        public static IReadOnlyList<string> Names { get; } = [Running, Warned, Breached];
    }

    /// <summary>The names of the views.</summary>
    public static class Views
    {
        /// <summary>Everything that the caller may see.</summary>
        public const string All = "all";

        /// <summary>What the caller has.</summary>
        public const string Mine = "mine";

        /// <summary>What the caller is asked for advice on.</summary>
        public const string Consulted = "consulted";

        /// <summary>What nobody has.</summary>
        public const string Unassigned = "unassigned";

        /// <summary>Where a customer waits for an answer, the longest first.</summary>
        public const string Waiting = "waiting";

        /// <summary>What is junk. No other view has it, but a search and a number find it.</summary>
        public const string Junk = "junk";

        /// <summary>All of them.</summary>
        public static IReadOnlyList<string> Names { get; } = [All, Mine, Consulted, Unassigned, Waiting, Junk];
    }
}
