using Hub.Core.Conversations;
using Hub.Core.Journal;
using Hub.Core.Security;
using Hub.Tests.Hosting;

namespace Hub.Tests.Conversations;

/// <summary>The sign that somebody writes, on either engine.</summary>
public abstract class WritersContract(Centre centre)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Others_see_who_writes_until_it_is_put_aside_and_the_journal_tells_of_both()
    {
        var place = await centre.WorkPlaceAsync();
        var (ann, bob) = (await SubjectAsync(place), await SubjectAsync(place));
        var arrived = await centre.ArriveAsync(place, "hello");
        Assert.True(await SignAsync(arrived, ann, true));
        Assert.True(await SignAsync(arrived, ann, true));
        Assert.Equal(ann.Id, Assert.Single(await OthersAsync(arrived, bob)).Id);
        Assert.Empty(await OthersAsync(arrived, ann));
        Assert.True(await SignAsync(arrived, ann, false));
        Assert.Empty(await OthersAsync(arrived, bob));
        var told = await centre.Hub.Store.ReadAsync((db, read) => JournalLog.ReadAfterAsync(db, 0, JournalLog.MostEntries, read), Ct);
        Assert.Equal(2, told.Count(entry => entry.Kind == JournalKinds.ConversationWriting && entry.ConversationId == arrived.Conversation));
    }

    [Fact]
    public async Task Everybody_sees_that_the_customer_writes_in_the_open_conversation()
    {
        var place = await centre.WorkPlaceAsync();
        var ann = await SubjectAsync(place);
        var arrived = await centre.ArriveAsync(place, "hello");
        var contact = await centre.Hub.Store.ReadAsync(
            (db, read) => db.FirstAsync<Guid>("SELECT contact_id FROM conversations WHERE id = @Conversation", new { arrived.Conversation }, read), Ct);
        var channel = place.Inbox.Account.Id;
        Assert.True(await SignAsync(channel, contact, true));
        var writer = Assert.Single(await OthersAsync(arrived, ann));
        Assert.True(writer.IsCustomer);
        Assert.True(await SignAsync(channel, contact, false));
        Assert.Empty(await OthersAsync(arrived, ann));
        Assert.False(await SignAsync("another", contact, true));
    }

    [Fact]
    public async Task Nobody_writes_in_a_conversation_that_is_not_theirs_to_see()
    {
        var arrived = await centre.ArriveAsync(await centre.WorkPlaceAsync(), "hello");
        var stranger = await SubjectAsync(await centre.WorkPlaceAsync());
        Assert.False(await SignAsync(arrived, stranger, true));
    }

    private async Task<Subject> SubjectAsync(WorkPlace place)
    {
        var agent = await centre.MemberAsync(place);
        return new Subject
        {
            Id = agent.Id, IsAgent = true, Role = "agent", Permissions = Permissions.Parse("conversations.read"), QueueIds = new HashSet<Guid> { place.QueueId },
        };
    }

    private Task<bool> SignAsync(Arrived arrived, Subject subject, bool isWriting) =>
        centre.Hub.Store.WriteAsync((tx, unit) => Writers.SignAsync(tx, arrived.Conversation, subject, isWriting, unit), Ct);

    private Task<bool> SignAsync(string channel, Guid contact, bool isWriting) =>
        centre.Hub.Store.WriteAsync((tx, unit) => Writers.SignAsync(tx, channel, contact, isWriting, unit), Ct);

    private Task<List<Writer>> OthersAsync(Arrived arrived, Subject subject) =>
        centre.Hub.Store.ReadAsync((db, read) => Writers.OthersAsync(db, arrived.Conversation, subject.Id, read), Ct);
}
