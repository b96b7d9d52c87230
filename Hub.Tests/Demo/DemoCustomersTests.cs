using Hub.Host.Demo;

namespace Hub.Tests.Demo;

/// <summary>How many write, and when they write again.</summary>
public sealed class DemoCustomersTests
{
    private readonly FakeLine _line = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_forgotten_tour_comes_to_rest_and_few_wait_for_the_user()
    {
        var customers = new DemoCustomers([_line], new Random(1));
        for (var i = 0; i < DemoCustomers.MostCases + 100; i++) await customers.BeginAsync(Ct);
        Assert.Equal(DemoCustomers.MostCases, _line.Sent.Count);
        Assert.Equal(25, _line.Sent.Count(sent => !sent.From.Story.ForColleague));
        Assert.Equal(2, _line.Sent.Count(sent => sent.From.Story.IsAutomatic));
    }

    [Fact]
    public async Task An_answer_is_replied_to_at_the_next_occasion_and_to_the_answer_itself()
    {
        var customers = new DemoCustomers([_line], new Random(1));
        await customers.BeginAsync(Ct);
        Assert.False(await customers.ReplyAsync(Ct));
        var answer = new DemoAnswer(_line.Sent[0].From.Address, "support+key@localhost", "id@localhost", "Re: it");
        _line.Answers.Add(answer);
        await customers.HearAsync(Ct);
        Assert.Single(_line.Sent);
        Assert.True(await customers.ReplyAsync(Ct));
        Assert.Same(answer, _line.Sent[1].Letter.To);
        Assert.Equal(_line.Sent[0].From, _line.Sent[1].From);
        Assert.False(await customers.ReplyAsync(Ct));
    }

    private sealed class FakeLine : IDemoLine
    {
        public List<(DemoCase From, DemoLetter Letter)> Sent { get; } = [];

        public List<DemoAnswer> Answers { get; } = [];

        public bool Carries(string channel) => true;

        public Task SendAsync(DemoCase from, DemoLetter letter, CancellationToken ct)
        {
            Sent.Add((from, letter));
            return Task.CompletedTask;
        }

        public Task<IReadOnlyList<DemoAnswer>> HearAsync(CancellationToken ct) => Task.FromResult<IReadOnlyList<DemoAnswer>>(Answers);
    }
}
