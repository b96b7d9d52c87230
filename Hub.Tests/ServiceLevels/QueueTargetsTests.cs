using Hub.Core.Contacts;
using Hub.Core.ServiceLevels;

namespace Hub.Tests.ServiceLevels;

/// <summary>Which of a queue's targets counts for a conversation.</summary>
public sealed class QueueTargetsTests
{
    private static readonly QueueTargets Targets = new()
    {
        Targets =
        [
            Answer(3600), Answer(20) with { Channels = ["chat"] }, Answer(600) with { Priority = 50 }, Answer(300) with { Priority = 90 },
            Answer(900) with { Tier = CustomerTier.Special }, Answer(60) with { Tier = CustomerTier.Special, Priority = 50 },
            Answer(5) with { Metric = ServiceMetric.Resolution },
        ],
    };

    [Theory]
    [InlineData("email", 0, "uniform", 3600)]
    [InlineData(null, 0, "uniform", 3600)]
    [InlineData("chat", 0, "uniform", 20)]
    [InlineData("email", 50, "uniform", 600)]
    [InlineData("email", 90, "uniform", 300)]
    [InlineData("email", 49, "special", 900)]
    [InlineData("email", 90, "special", 60)]
    [InlineData("chat", 50, "priority", 600)]
    public void The_closest_counts_then_that_of_the_highest_priority_then_the_shortest(string? kind, long priority, string tier, int within) =>
        Assert.Equal(within, Targets.Choose(ServiceMetric.FirstResponse, kind, priority, tier)?.Within);

    [Fact]
    public void What_nothing_is_said_of_has_no_target() => Assert.Null(Targets.Choose(ServiceMetric.NextResponse, "chat", 90, CustomerTier.Special));

    private static ServiceTarget Answer(int within) => new() { Metric = ServiceMetric.FirstResponse, Within = within };
}
