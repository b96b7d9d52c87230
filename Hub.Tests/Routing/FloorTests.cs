using Hub.Core.Agents;
using Hub.Core.Calendars;
using Hub.Core.Contacts;
using Hub.Core.Routing;
using Hub.Core.Routing.Choosing;

namespace Hub.Tests.Routing;

/// <summary>What a contact centre expects of its router, on a virtual clock.</summary>
public sealed class FloorTests
{
    private static readonly BusinessCalendar OfficeHours = new(TimeZoneInfo.Utc, WeeklyHours.Read("mon-fri 09:00-17:00").Hours!, []);

    private readonly Floor _floor = new();

    [Fact]
    public void Who_has_waited_longest_is_served_first()
    {
        _floor.Queue("support", new QueueRouting(), "ann");
        foreach (var customer in new[] { "first", "second", "third" })
        {
            _floor.Waits(customer);
            _floor.Pass(TimeSpan.FromSeconds(1));
        }

        _floor.Agent("ann");
        _floor.Done("ann");
        _floor.Done("ann");
        Assert.Equal([("ann", "first"), ("ann", "second"), ("ann", "third")], _floor.Given);
    }

    [Fact]
    public void Of_more_than_it_may_hold_it_leaves_those_whose_turn_comes_last()
    {
        var floor = new Floor(most: 8);
        floor.Queue("support", new QueueRouting { SpecialMinutes = 60 }, "ann");
        foreach (var customer in Enumerable.Range(1, 12).Select(number => $"{number}"))
        {
            floor.Waits(customer);
            floor.Pass(TimeSpan.FromSeconds(1));
        }

        floor.Waits("key account", tier: CustomerTier.Special);
        Assert.InRange(floor.Matcher.Board.Waiting.Count, 6, 8);
        Assert.False(floor.Matcher.IsShort);
        floor.Agent("ann", room: 5);
        Assert.Equal(["key account", "1", "2", "3", "4"], floor.Given.Select(given => given.Customer));
        Assert.True(floor.Matcher.IsShort);
    }

    [Fact]
    public void The_longest_idle_agent_is_given_the_next()
    {
        _floor.Queue("support", new QueueRouting(), "ann", "bob");
        _floor.Agent("bob", room: 2);
        _floor.Pass(TimeSpan.FromSeconds(1));
        _floor.Agent("ann", room: 2);
        foreach (var customer in new[] { "one", "two", "three" })
        {
            _floor.Waits(customer);
            _floor.Pass(TimeSpan.FromSeconds(1));
        }

        Assert.Equal([("bob", "one"), ("ann", "two"), ("bob", "three")], _floor.Given);
    }

    [Fact]
    public void A_special_customer_goes_before_others_by_an_hour_and_no_more()
    {
        _floor.Queue("support", new QueueRouting { SpecialMinutes = 60, PriorityMinutes = 20 }, "ann");
        _floor.Waits("long ago");
        _floor.Pass(TimeSpan.FromMinutes(45));
        _floor.Waits("just now");
        _floor.Waits("preferred", tier: CustomerTier.Priority);
        _floor.Pass(TimeSpan.FromMinutes(16));
        _floor.Waits("key account", tier: CustomerTier.Special);
        _floor.Agent("ann", room: 4);
        Assert.Equal(["long ago", "key account", "preferred", "just now"], _floor.Given.Select(given => given.Customer));
    }

    [Fact]
    public void Nobody_starves_however_many_special_customers_come()
    {
        _floor.Queue("support", new QueueRouting { SpecialMinutes = 60 }, "ann");
        _floor.Agent("ann");
        _floor.Waits("busy with this one");
        _floor.Waits("patient");
        for (var i = 0; i < 200 && !_floor.Has("ann", "patient"); i++)
        {
            _floor.Waits($"special {i} a", tier: CustomerTier.Special);
            _floor.Waits($"special {i} b", tier: CustomerTier.Special);
            _floor.Pass(TimeSpan.FromMinutes(1));
            _floor.Done("ann");
        }

        Assert.True(_floor.Has("ann", "patient"));
        // those who came within the hour that they are worth, one a minute, and nobody who came later
        Assert.InRange(_floor.Given.Count, 118, 124);
    }

    [Fact]
    public void What_is_due_soon_goes_before_what_is_not()
    {
        _floor.Queue("support", new QueueRouting { ServiceLevelSeconds = 20 }, "ann");
        _floor.Queue("letters", new QueueRouting(), "ann");
        _floor.Waits("letter", "letters");
        _floor.Pass(TimeSpan.FromMinutes(30));
        _floor.Waits("chat");
        _floor.Agent("ann", room: 2);
        Assert.Equal(["chat", "letter"], _floor.Given.Select(given => given.Customer));
    }

    [Fact]
    public void A_skill_is_asked_for_less_and_less_while_the_customer_waits()
    {
        var chinese = new SkillNeed { Skill = "chinese", Level = 4, Relaxations = [new SkillRelaxation(30, 2), new SkillRelaxation(60, 0)] };
        _floor.Queue("support", new QueueRouting { Skills = [chinese] }, "ann", "bob");
        _floor.Agent("ann", skills: ("chinese", 2));
        _floor.Agent("bob");
        _floor.Waits("wang");
        _floor.Waits("li");
        _floor.Pass(TimeSpan.FromSeconds(29));
        Assert.Empty(_floor.Given);
        _floor.Pass(TimeSpan.FromSeconds(1));
        Assert.Equal([("ann", "wang")], _floor.Given);
        _floor.Pass(TimeSpan.FromSeconds(30));
        Assert.Equal([("ann", "wang"), ("bob", "li")], _floor.Given);
    }

    [Fact]
    public void The_customers_language_is_a_skill_too()
    {
        _floor.Queue("support", new QueueRouting { Language = new SkillNeed { Skill = "any", IsPreferred = true } }, "ann", "bob");
        _floor.Agent("ann");
        _floor.Agent("bob", skills: ("zh", 5));
        _floor.Waits("wang", with: row => row with { Language = "zh" });
        _floor.Waits("smith", with: row => row with { Language = "en" });
        Assert.Equal([("bob", "wang"), ("ann", "smith")], _floor.Given);
    }

    [Theory]
    [InlineData(Strategy.Rank, "ann")]
    [InlineData(Strategy.BestSkill, "bob")]
    [InlineData(Strategy.LeastLoaded, "cid")]
    [InlineData(Strategy.LongestIdle, "dan")]
    public void A_queue_says_who_goes_first_of_those_who_can(string strategy, string expected)
    {
        var routing = new QueueRouting { Strategy = strategy, Skills = [new SkillNeed { Skill = "loans" }] };
        _floor.Queue("support", routing, "ann", "bob", "cid", "dan");
        _floor.Agent("dan", 2, skills: ("loans", 1));
        _floor.Pass(TimeSpan.FromSeconds(1));
        _floor.Agent("ann", 2, skills: ("loans", 1));
        _floor.Agent("bob", 2, skills: ("loans", 5));
        _floor.Agent("cid", 4, skills: ("loans", 1));
        foreach (var agent in new[] { "ann", "bob", "cid", "dan" }) _floor.Matcher.Board.AgentOf(_floor.Id(agent)).Load = 10;
        _floor.Waits("customer");
        Assert.Equal([(expected, "customer")], _floor.Given);
    }

    [Fact]
    public void A_customer_is_kept_for_the_last_agent_for_a_while_and_then_goes_to_anybody()
    {
        _floor.Queue("support", new QueueRouting { LastAgentSeconds = 120 }, "ann", "bob");
        _floor.Agent("ann");
        _floor.Waits("other");
        _floor.Agent("bob");
        _floor.Waits("returning", with: row => row with { LastAgent = _floor.Id("ann") });
        _floor.Waits("released", with: row => row with { LastAgent = _floor.Id("ann") });
        _floor.Pass(TimeSpan.FromSeconds(119));
        Assert.Equal([("ann", "other")], _floor.Given);
        _floor.Done("ann");
        Assert.Equal([("ann", "other"), ("ann", "returning")], _floor.Given);
        _floor.Pass(TimeSpan.FromSeconds(1));
        Assert.Equal([("ann", "other"), ("ann", "returning"), ("bob", "released")], _floor.Given);
    }

    [Fact]
    public void Nobody_is_waited_for_who_is_not_signed_in()
    {
        _floor.Queue("support", new QueueRouting { LastAgentSeconds = 120 }, "ann", "bob");
        _floor.Agent("ann", presence: Presence.Busy);
        _floor.Agent("bob");
        _floor.Waits("returning", with: row => row with { LastAgent = _floor.Id("ann") });
        Assert.Empty(_floor.Given);
        _floor.Agent("ann", presence: Presence.Offline);
        Assert.Equal([("bob", "returning")], _floor.Given);
    }

    [Fact]
    public void A_customers_own_agent_goes_before_the_last_one_and_need_not_be_a_member()
    {
        _floor.Queue("support", new QueueRouting { DedicatedSeconds = 60, LastAgentSeconds = 60 }, "ann");
        _floor.Agent("ann");
        _floor.Agent("eve");
        _floor.Waits("key account", with: row => row with { LastAgent = _floor.Id("ann"), DedicatedAgent = _floor.Id("eve") });
        Assert.Equal([("eve", "key account")], _floor.Given);
    }

    [Fact]
    public void Another_queue_helps_after_a_while()
    {
        _floor.Queue("support", new QueueRouting { Overflows = [new Overflow("back", 90)] }, "ann");
        _floor.Queue("back", new QueueRouting(), "bob");
        _floor.Agent("bob", room: 2);
        _floor.Agent("ann", presence: Presence.Busy);
        _floor.Waits("customer");
        _floor.Pass(TimeSpan.FromSeconds(89));
        Assert.Empty(_floor.Given);
        _floor.Pass(TimeSpan.FromSeconds(1));
        Assert.Equal([("bob", "customer")], _floor.Given);
    }

    [Fact]
    public void Another_queue_helps_at_once_when_nobody_is_there()
    {
        _floor.Queue("support", new QueueRouting { Overflows = [new Overflow("back", 3600, WhenNobodyIsThere: true)] }, "ann");
        _floor.Queue("back", new QueueRouting(), "bob");
        _floor.Agent("bob", room: 2);
        _floor.Agent("ann", presence: Presence.Busy);
        _floor.Waits("customer");
        Assert.Empty(_floor.Given);
        _floor.Agent("ann", presence: Presence.Offline);
        Assert.Equal([("bob", "customer")], _floor.Given);
        _floor.Waits("another");
        Assert.Equal([("bob", "customer"), ("bob", "another")], _floor.Given);
    }

    [Fact]
    public void One_who_declined_is_not_asked_again_for_a_while()
    {
        _floor.Queue("support", new QueueRouting { DeclinedSeconds = 60 }, "ann");
        _floor.Agent("ann");
        _floor.Waits("declined", with: row => row with { Declined = new Dictionary<Guid, long> { [_floor.Id("ann")] = _floor.Now } });
        _floor.Pass(TimeSpan.FromSeconds(59));
        Assert.Empty(_floor.Given);
        _floor.Pass(TimeSpan.FromSeconds(1));
        Assert.Equal([("ann", "declined")], _floor.Given);
    }

    [Fact]
    public void Out_of_hours_those_on_duty_help_and_only_then()
    {
        // the clock of the floor begins on a Monday at 13:46:40
        _floor.Queue("support", new QueueRouting { Overflows = [new Overflow("duty", WhenClosed: true)] }, OfficeHours, "ann");
        _floor.Queue("duty", new QueueRouting(), "bob");
        _floor.Agent("ann", presence: Presence.Busy);
        _floor.Agent("bob", room: 5);
        _floor.Waits("in hours");
        Assert.Empty(_floor.Given);
        _floor.Pass(TimeSpan.FromHours(3));
        Assert.Empty(_floor.Given);
        _floor.Pass(TimeSpan.FromHours(1));
        Assert.Equal([("bob", "in hours")], _floor.Given);
        _floor.Waits("at night");
        Assert.Equal([("bob", "in hours"), ("bob", "at night")], _floor.Given);
        _floor.Pass(TimeSpan.FromHours(16));
        _floor.Waits("in the morning");
        Assert.Equal(2, _floor.Given.Count);
    }

    [Fact]
    public void A_queue_that_holds_enough_sends_those_who_come_to_another_queues_agents()
    {
        _floor.Queue("support", new QueueRouting { Overflows = [new Overflow("partner", WhenWaiting: 2)] }, "ann");
        _floor.Queue("partner", new QueueRouting(), "bob");
        _floor.Agent("ann", presence: Presence.Busy);
        _floor.Agent("bob", room: 5);
        _floor.Waits("first");
        _floor.Waits("second");
        Assert.Empty(_floor.Given);
        _floor.Waits("third");
        _floor.Waits("fourth");
        Assert.Equal([("bob", "third"), ("bob", "fourth")], _floor.Given);
        _floor.Agent("ann", room: 5);
        Assert.Equal([("ann", "first"), ("ann", "second")], _floor.Given[2..]);
    }

    [Fact]
    public void One_who_is_full_gets_what_interrupts_as_far_as_their_own_limit_for_it_and_nothing_else()
    {
        _floor.Queue("support", new QueueRouting(), "ann");
        _floor.Agent("ann", room: 2);
        _floor.Interrupts("ann", 1);
        for (var mail = 1; mail <= 3; mail++) _floor.Waits($"mail {mail}");
        _floor.Waits("call one", with: row => row with { Interrupts = true });
        _floor.Waits("call two", with: row => row with { Interrupts = true });
        Assert.Equal([("ann", "mail 1"), ("ann", "mail 2"), ("ann", "call one")], _floor.Given);
        // what interrupted has used the room up that the next one ends
        _floor.Done("ann");
        Assert.Equal(("ann", "call two"), Assert.Single(_floor.Given[3..]));
        _floor.Done("ann");
        Assert.Equal(4, _floor.Given.Count);
        _floor.Done("ann");
        Assert.Equal(("ann", "mail 3"), Assert.Single(_floor.Given[4..]));
    }

    [Fact]
    public void A_promise_counts_business_time_only()
    {
        _floor.Queue("support", new QueueRouting { ServiceLevelSeconds = 3600 }, OfficeHours, "ann");
        var queue = _floor.Matcher.Board.Queue(_floor.Id("support"))!;
        var friday = new DateTimeOffset(2026, 11, 20, 16, 30, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();
        Assert.Equal(new DateTimeOffset(2026, 11, 23, 9, 30, 0, TimeSpan.Zero).ToUnixTimeMilliseconds(), queue.DueAt(friday));
    }
}
