using Hub.Core.Agents;
using Hub.Core.Contacts;
using Hub.Core.Routing;
using Hub.Core.Routing.Boards;
using Hub.Core.Routing.Choosing;
using Hub.Tests.Trials;

namespace Hub.Tests.Routing;

/// <summary>What must hold of the matcher whatever happens on the floor, compared with looking at everybody and everything.</summary>
public sealed class MatcherProperties
{
    private static readonly string[] Agents = ["ann", "bob", "cid", "dan", "eve", "fay"];
    private static readonly string[] Queues = ["one", "two", "three"];
    private static readonly string[] Skills = ["zh", "loans"];
    private static readonly string[] States = [Presence.Available, Presence.Available, Presence.Busy, Presence.Offline];

    [Fact]
    public void No_customer_waits_whom_a_free_agent_could_have()
    {
        var random = TrialSeed.NewRandom();
        for (var run = 0; run < 60; run++)
        {
            var floor = new Floor();
            foreach (var queue in Queues) floor.Queue(queue, RandomRouting(random), [.. Agents.Where(_ => random.Next(2) == 0)]);
            var waiting = new List<string>();
            for (var step = 0; step < 120; step++)
            {
                Act(random, floor, waiting, step);
                NothingIsLeft(floor, waiting);
            }

            Assert.Equal(floor.Given.Count, floor.Given.Select(given => given.Customer).Distinct().Count());
        }
    }

    private static void Act(Random random, Floor floor, List<string> waiting, int step)
    {
        var agent = Agents[random.Next(Agents.Length)];
        switch (random.Next(5))
        {
            case 0:
                floor.Interrupts(agent, random.Next(3));
                floor.Agent(agent, random.Next(1, 4), States[random.Next(States.Length)], [.. Skills.Where(_ => random.Next(2) == 0).Select(skill => (skill, random.Next(1, 6)))]);
                break;
            case 1 when floor.Matcher.Board.AgentOf(floor.Id(agent)).Load > 0:
                floor.Done(agent);
                break;
            case 2:
                floor.Pass(TimeSpan.FromSeconds(random.Next(1, 60)));
                break;
            default:
                var customer = $"customer {step}";
                waiting.Add(customer);
                floor.Waits(customer, Queues[random.Next(Queues.Length)], CustomerTier.All[random.Next(3)], row => row with
                {
                    Weight = random.Next(1, 3) * 5,
                    Interrupts = random.Next(3) == 0,
                    LastAgent = random.Next(3) == 0 ? floor.Id(Agents[random.Next(Agents.Length)]) : null,
                    Declined = random.Next(4) == 0 ? new Dictionary<Guid, long> { [floor.Id(Agents[random.Next(Agents.Length)])] = floor.Now } : [],
                });
                break;
        }
    }

    private static void NothingIsLeft(Floor floor, List<string> customers)
    {
        var board = floor.Matcher.Board;
        foreach (var waiting in customers.Select(customer => board.Find(floor.Id(customer))).OfType<Waiting>())
        {
            var question = board.Ask(waiting, floor.Now);
            Assert.All(question.Candidates, candidate => Assert.NotNull(Choice.WhyNot(question, candidate)));
        }
    }

    private static QueueRouting RandomRouting(Random random) => new()
    {
        Strategy = Strategy.All[random.Next(Strategy.All.Count)],
        LastAgentSeconds = random.Next(2) * 60,
        DeclinedSeconds = 30,
        Skills = random.Next(2) == 0 ? [] : [new SkillNeed { Skill = Skills[random.Next(2)], Level = random.Next(1, 5), Relaxations = [new SkillRelaxation(40, 0)] }],
        Overflows = random.Next(2) == 0 ? [] : [new Overflow(Queues[random.Next(Queues.Length)], 50, random.Next(2) == 0, WhenWaiting: random.Next(3) == 0 ? random.Next(4) : null)],
    };
}
