namespace Hub.Core.ServiceLevels;

/// <summary>What is promised to customers, as stored and as the API names it.</summary>
public static class ServiceMetric
{
    /// <summary>The first answer of an agent in a conversation, from the customer's message on.</summary>
    public const string FirstResponse = "firstResponse";

    /// <summary>Each later answer, from the first message on that nobody has answered.</summary>
    public const string NextResponse = "nextResponse";

    /// <summary>The end of the matter, without the time in which it is pending or snoozed.</summary>
    public const string Resolution = "resolution";

    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<string> All = [FirstResponse, NextResponse, Resolution];
}
