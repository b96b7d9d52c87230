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
}
