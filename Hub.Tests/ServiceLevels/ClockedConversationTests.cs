using Hub.Core.Contacts;
using Hub.Core.Conversations;
using Hub.Core.ServiceLevels;

namespace Hub.Tests.ServiceLevels;

/// <summary>What the journal's entries do to a conversation's clocks, read long after they were written: the conversation is stored as it became.</summary>
public sealed class ClockedConversationTests
{
    private const long Second = 1_000;

    private static readonly QueueRule Shop = Rule(1, (ServiceMetric.FirstResponse, 100), (ServiceMetric.NextResponse, 50), (ServiceMetric.Resolution, 1_000));
    private static readonly QueueRule Bank = Rule(2, (ServiceMetric.FirstResponse, 300), (ServiceMetric.NextResponse, 300));
    private static readonly QueueRule Silent = Rule(3);

    private readonly ClockedConversation _conversation = Of(ConversationStatus.Resolved, firstAnswer: 20, waitingSince: null);

    [Fact]
    public void What_happened_in_time_is_found_in_time()
    {
        _conversation.Receive(Message(10), 0);
        _conversation.Change(ConversationChanges.Of("""{"assignee":"somebody"}"""), 1 * Second);
        _conversation.Answer(Message(20, isAnswer: true), 90 * Second);
        _conversation.Receive(Message(30), 200 * Second);
        _conversation.Change(ConversationChanges.Of("""{"status":"resolved"}"""), 240 * Second);
        Assert.Equal(
            [(ServiceMetric.FirstResponse, 90 * Second, ClockEnd.Answered), (ServiceMetric.NextResponse, 240 * Second, ClockEnd.Resolved), (ServiceMetric.Resolution, 240 * Second, ClockEnd.Resolved)],
            Ended());
        Assert.Empty(_conversation.Running);
        Assert.Empty(_conversation.Breached);
        Assert.Null(_conversation.NextAt());
    }

    [Fact]
    public void What_happened_too_late_was_broken_at_its_due_time()
    {
        _conversation.Receive(Message(10), 0);
        _conversation.Answer(Message(20, isAnswer: true), 100 * Second + 1);
        Assert.Equal(100 * Second, Assert.Single(_conversation.Breached).BreachedAt);
    }

    [Fact]
    public void Without_the_time_in_which_it_was_pending()
    {
        _conversation.Receive(Message(10), 0);
        _conversation.Change(ConversationChanges.Of("""{"status":"pending"}"""), 400 * Second);
        Assert.Null(Running(ServiceMetric.Resolution).DueAt);
        _conversation.Change(ConversationChanges.Of("""{"status":"open"}"""), 900 * Second);
        Assert.Equal(1_500 * Second, Running(ServiceMetric.Resolution).DueAt);
    }

    [Fact]
    public void Another_queue_promises_its_own_and_one_that_promises_nothing_takes_nothing_back()
    {
        _conversation.Receive(Message(10), 0);
        MoveTo(Silent, 40 * Second);
        Assert.Equal((Shop.Id, 100 * Second), (Running(ServiceMetric.FirstResponse).QueueId, Running(ServiceMetric.FirstResponse).DueAt));
        MoveTo(Bank, 60 * Second);
        var first = Running(ServiceMetric.FirstResponse);
        Assert.Equal((Bank.Id, 300 * Second, 60 * Second), (first.QueueId, first.DueAt, first.Time.Consumed));
        Assert.Equal(Shop.Id, Running(ServiceMetric.Resolution).QueueId);
    }

    [Fact]
    public void A_queue_that_promises_something_counts_from_when_the_customer_began_to_wait()
    {
        var waiting = Of(ConversationStatus.Open, firstAnswer: 5, waitingSince: 10 * Second);
        waiting.IsIn(Bank.Id);
        waiting.Change(ConversationChanges.Of("""{"queue":"bank"}"""), 60 * Second);
        var clock = Assert.Single(waiting.Running);
        Assert.Equal((ServiceMetric.NextResponse, 10 * Second, 310 * Second), (clock.Metric, clock.StartedAt, clock.DueAt));
    }

    [Theory]
    [InlineData(MessageFlag.AutoReply)]
    [InlineData(MessageFlag.Bulk)]
    [InlineData(MessageFlag.Junk)]
    [InlineData(MessageFlag.Staff)]
    public void Nobody_is_promised_an_answer_to(string flag)
    {
        _conversation.Receive(Message(10, flag), 0);
        Assert.Empty(_conversation.Running);
    }

    [Fact]
    public void What_is_junk_or_merged_is_promised_nothing_any_more()
    {
        _conversation.Receive(Message(10), 0);
        _conversation.Change(ConversationChanges.Of("""{"status":"resolved","junk":true}"""), Second);
        Assert.All(Ended(), clock => Assert.Equal(ClockEnd.Junk, clock.By));
        _conversation.Change(ConversationChanges.Of("""{"status":"open","junk":false}"""), 9 * Second);
        Assert.All(_conversation.Running, clock => Assert.Equal(9 * Second, clock.StartedAt));
    }

    private void MoveTo(QueueRule queue, long at)
    {
        _conversation.IsIn(queue.Id);
        _conversation.Change(ConversationChanges.Of("""{"queue":"another"}"""), at);
    }

    private ServiceClock Running(string metric) => _conversation.Running.Single(clock => clock.Metric == metric);

    private List<(string Metric, long? At, string? By)> Ended() =>
        [.. _conversation.Changed.Where(clock => clock.EndedAt is not null).Select(clock => (clock.Metric, clock.EndedAt, clock.EndedBy)).OrderBy(clock => clock.Metric, StringComparer.Ordinal)];

    private static ClockedConversation Of(string status, long? firstAnswer, long? waitingSince)
    {
        var facts = new ConversationFacts
        {
            Id = Guid.AllBitsSet, ContactId = Guid.AllBitsSet, QueueId = Shop.Id, Status = status, Priority = 0, Tier = CustomerTier.Uniform, ReplyChannel = "mail",
            FirstAnswer = firstAnswer, WaitingSince = waitingSince,
        };
        var count = 0;
        return new ClockedConversation(facts, new ServiceRules([Shop, Bank, Silent]), () => Id(++count));
    }

    private static ClockedMessage Message(long seq, string? flags = null, bool isAnswer = false) => new()
    {
        Id = Guid.Empty, Seq = seq, Direction = isAnswer ? MessageDirection.Out : MessageDirection.In, ContactId = isAnswer ? null : Guid.AllBitsSet, Flags = flags, StoredAt = 0,
        IsAnswer = isAnswer ? 1 : 0,
    };

    private static QueueRule Rule(int id, params (string Metric, int Within)[] targets) => new()
    {
        Id = Id(id), Version = 1, CalendarVersion = 0,
        Promises = new QueueTargets { Targets = [.. targets.Select(one => new ServiceTarget { Metric = one.Metric, Within = one.Within })] },
    };

    private static Guid Id(int number) => new(number, 0, 0, new byte[8]);
}
