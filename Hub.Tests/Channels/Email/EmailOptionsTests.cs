using Hub.Channels.Email;

namespace Hub.Tests.Channels.Email;

public sealed class EmailOptionsTests
{
    [Fact]
    public void Agents_answer_by_mail_only_where_a_server_proves_who_they_are()
    {
        Assert.False(new EmailOptions().AgentsAnswer);
        Assert.Equal("AgentsAnswer", Assert.Single(new EmailOptions { Address = "a@example.org", AgentsAnswer = true }.Faults()).Key);
        Assert.Empty(new EmailOptions { Address = "a@example.org", AgentsAnswer = true, Authority = "mx.example.org" }.Faults());
    }

    [Theory]
    [InlineData("nobody")]
    [InlineData("support+x@example.org")]
    public void An_address_is_one_and_has_no_tag(string address) =>
        Assert.Equal("Address", Assert.Single(new EmailOptions { Address = address }.Faults()).Key);

    [Fact]
    public void Every_further_address_that_is_none_is_named()
    {
        var options = new EmailOptions { Name = "Mail", Address = "support@example.org", Aliases = ["Billing@Example.org", "nothing", "sales+x@example.org"] };
        Assert.Equal(["Aliases:1 is no mail address", "Aliases:2 has a tag"], options.Faults().Select(fault => $"{fault.Key} {fault.Problem}"));
        Assert.Equal(["billing@example.org"], new EmailOptions { Address = "support@example.org", Aliases = ["Billing@Example.org"] }.CanonicalAliases);
    }
}
