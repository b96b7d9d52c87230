using Hub.Core.Security;

namespace Hub.Tests.Security;

public sealed class AuthorizerTests
{
    private const string Read = "conversations.read";
    private static readonly Guid Agent = Guid.Parse("01900000-0000-7000-8000-000000000001");
    private static readonly Guid Other = Guid.Parse("01900000-0000-7000-8000-000000000002");
    private static readonly Guid OwnQueue = Guid.Parse("01900000-0000-7000-8000-000000000003");
    private static readonly Guid OtherQueue = Guid.Parse("01900000-0000-7000-8000-000000000004");

    [Fact]
    public void G01_an_agent_reaches_conversations_of_its_queues_its_own_and_those_without_a_queue()
    {
        var agent = SubjectWith("conversations.read");
        Assert.Equal(Access.Allowed, Authorizer.Authorize(agent, Read, new Guarded.Conversation(OwnQueue, Other)));
        Assert.Equal(Access.Allowed, Authorizer.Authorize(agent, Read, new Guarded.Conversation(OtherQueue, Agent)));
        Assert.Equal(Access.Allowed, Authorizer.Authorize(agent, Read, new Guarded.Conversation(OtherQueue, Other, Agent)));
        Assert.Equal(Access.Allowed, Authorizer.Authorize(agent, Read, new Guarded.Conversation(null, null)));
        Assert.Equal(Access.ObjectDenied, Authorizer.Authorize(agent, Read, new Guarded.Conversation(OtherQueue, Other)));
        Assert.Equal(Access.ObjectDenied, Authorizer.Authorize(agent, Read, new Guarded.Conversation(OtherQueue, null)));
        Assert.Equal(Access.ObjectDenied, Authorizer.Authorize(agent, Read, new Guarded.Conversation(OtherQueue, Other, Other)));
    }

    [Fact]
    public void G01_who_sees_all_reaches_every_conversation() =>
        Assert.True(Authorizer.Allows(SubjectWith("conversations.read conversations.all"), Read, new Guarded.Conversation(OtherQueue, Other)));

    [Fact]
    public void G01_an_action_that_the_role_lacks_is_denied_before_the_object_is_looked_at()
    {
        var agent = SubjectWith("conversations.read");
        Assert.Equal(Access.ActionDenied, Authorizer.Authorize(agent, "conversations.write", new Guarded.Conversation(OtherQueue, Other)));
        Assert.Equal(Access.ActionDenied, Authorizer.Authorize(agent, "quarantine.read", null));
    }

    [Fact]
    public void G01_a_key_has_no_conversations_of_its_own_even_with_an_agents_id()
    {
        var key = SubjectWith("conversations.read") with { IsAgent = false, QueueIds = new HashSet<Guid>() };
        Assert.False(Authorizer.Allows(key, Read, new Guarded.Conversation(OtherQueue, Agent)));
        Assert.False(Authorizer.Allows(key, Read, new Guarded.Conversation(OtherQueue, null)));
    }

    [Fact]
    public void G01_an_upload_is_its_uploaders_alone()
    {
        var agent = SubjectWith("attachments.read");
        Assert.True(Authorizer.Allows(agent, "attachments.read", new Guarded.Upload(agent.Actor)));
        Assert.False(Authorizer.Allows(agent, "attachments.read", new Guarded.Upload($"agent:{Other}")));
        Assert.False(Authorizer.Allows(agent, "attachments.read", new Guarded.Upload(null)));
    }

    [Theory]
    [InlineData("queues.*", "queues.read", true)]
    [InlineData("queues.*", "queues.write", true)]
    [InlineData("queues.read", "queues.write", false)]
    [InlineData("queues.*", "queuesx.read", false)]
    [InlineData("queues.*", "queues", false)]
    [InlineData("*", "queues.read", false)]
    [InlineData("queues.read", "QUEUES.READ", false)]
    [InlineData("", "queues.read", false)]
    public void A_star_stands_for_every_verb_of_its_noun_and_for_nothing_else(string granted, string action, bool allowed) =>
        Assert.Equal(allowed, Permissions.Parse(granted).Allow(action));

    private static Subject SubjectWith(string permissions) => new()
    {
        Id = Agent, IsAgent = true, Role = "agent", Permissions = Permissions.Parse(permissions), QueueIds = new HashSet<Guid> { OwnQueue },
    };
}
