using Hub.Core.Subscriptions;

namespace Hub.Tests.Subscriptions;

public sealed class EventKindsTests
{
    [Theory]
    [InlineData("", "message.received", true)]
    [InlineData("message.received", "message.received", true)]
    [InlineData("message.*", "message.created", true)]
    [InlineData("alarm.raised message.*", "message.created", true)]
    [InlineData("message.received", "message.created", false)]
    [InlineData("message.*", "messages.created", false)]
    [InlineData("note.*", "message.created", false)]
    public void Kinds_mean_entries_by_name_or_noun(string kinds, string kind, bool isMeant) =>
        Assert.Equal(isMeant, EventKinds.Mean(kinds.Split(' ', StringSplitOptions.RemoveEmptyEntries), kind));

    [Theory]
    [InlineData("message.received", true)]
    [InlineData("message.*", true)]
    [InlineData("*", false)]
    [InlineData("*.received", false)]
    [InlineData("message", false)]
    [InlineData("message. received", false)]
    [InlineData("a.b.c", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void What_is_no_kind_is_refused(string? kind, bool isKind) => Assert.Equal(isKind, EventKinds.Fault([kind!]) is null);
}
