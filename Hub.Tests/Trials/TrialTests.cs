namespace Hub.Tests.Trials;

public sealed class TrialTests
{
    [Fact]
    public void The_size_follows_the_environment() =>
        Assert.Equal(Environment.GetEnvironmentVariable(TrialSize.Variable) == "long" ? 100 : 5, TrialSize.Pick(small: 5, full: 100));

    [Fact]
    public void Chance_repeats_itself_within_a_run_and_names_its_seed()
    {
        Assert.Equal(TrialSeed.NewRandom().Next(), TrialSeed.NewRandom().Next());
        Assert.Contains($"{TrialSeed.Variable}={TrialSeed.Value}", TestContext.Current.TestOutputHelper!.Output, StringComparison.Ordinal);
    }
}
