using Hub.Core.Routing.Simulation;

namespace Hub.Tests.Routing;

public sealed class SimulationTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1, 0.5, 0.5)]
    [InlineData(10, 0.7, 0.2217)]
    [InlineData(10, 0.9, 0.6687)]
    public void Erlang_c_is_as_in_the_tables(int agents, double occupancy, double waiting) =>
        Assert.Equal(waiting, ErlangC.ProbabilityOfWaiting(agents, occupancy), 0.0001);

    [Fact]
    public void The_router_makes_customers_wait_as_long_as_theory_says()
    {
        // seeded, because one in a hundred runs lies outside by chance alone
        var handling = TimeSpan.FromMinutes(3);
        var found = new QueueSimulation(10, 0.7, handling, seed: 20261122).Run(0.05, Ct);
        var theory = ErlangC.MeanWait(10, 0.7, handling);
        Assert.InRange(theory, found.Mean - found.HalfWidth, found.Mean + found.HalfWidth);
        Assert.InRange(found.Waited, 0.2, 0.25);
    }
}
