using System.Text;
using Hub.Channels.Email;
using Hub.Channels.Mail.Mime.Reading;

namespace Hub.Tests.Channels.Email;

/// <summary>By which fields junk is known.</summary>
public sealed class JunkFieldTests
{
    [Theory]
    [InlineData("X-Spam: Yes")]
    [InlineData("x-spam-flag: yes")]
    [InlineData("X-Spam-Status: Yes, score=12.1 required=5.0 tests=BAYES_99")]
    [InlineData("X-MS-Exchange-Organization-SCL: 5")]
    [InlineData("X-MS-Exchange-Organization-SCL: 9")]
    [InlineData("X-Forefront-Antispam-Report: CIP:192.0.2.1;CTRY:US;SCL:5;SFV:SPM;H:mail.example")]
    [InlineData("X-Proofpoint-Spam-Details: rule=spam policy=default score=100")]
    public void The_usual_filters_are_understood(string field) => Assert.True(AreOn([], field));

    [Theory]
    [InlineData("X-Spam: No")]
    [InlineData("X-Spam-Flag: NO")]
    [InlineData("X-Spam-Status: No, score=-1.9 required=5.0")]
    [InlineData("X-MS-Exchange-Organization-SCL: 1")]
    [InlineData("X-MS-Exchange-Organization-SCL: -1")]
    [InlineData("X-MS-Exchange-Organization-SCL: high")]
    [InlineData("X-Proofpoint-Spam-Details: rule=notspam policy=default score=0")]
    [InlineData("Subject: X-Spam: Yes")]
    public void What_says_otherwise_is_no_junk(string field) => Assert.False(AreOn([], field));

    [Fact]
    public void Configured_fields_take_the_place_of_the_usual_ones()
    {
        Assert.True(AreOn(["X-Score: >=7.5"], "X-Score: 7.5 (BAYES)"));
        Assert.False(AreOn(["X-Score: >=7.5"], "X-Score: 7.4"));
        Assert.False(AreOn(["X-Score: >=7.5"], "X-Spam: Yes"));
        Assert.True(AreOn(["X-Verdict: *junk*"], "X-Verdict: surely Junk, it says"));
    }

    [Fact]
    public void A_senders_own_field_in_front_of_the_servers_hides_nothing() => Assert.True(AreOn([], "X-Spam: No", "X-Spam: Yes"));

    [Theory]
    [InlineData("X-Spam")]
    [InlineData(": Yes")]
    [InlineData("X Spam: Yes")]
    [InlineData("X-Spam:")]
    [InlineData("X-Spam: >=many")]
    public void What_is_no_field_is_a_fault_of_the_configuration(string field) =>
        Assert.Equal("Fields", Assert.Single(new JunkOptions { Trust = true, Fields = [field] }.Faults()).Key);

    private static bool AreOn(IReadOnlyList<string> configured, params IEnumerable<string> fields) =>
        JunkFields.Of(configured).AreOn(MailReader.Read(Encoding.ASCII.GetBytes(string.Join("\r\n", fields) + "\r\nFrom: a@b.example\r\n\r\nhello\r\n")).Headers);
}
