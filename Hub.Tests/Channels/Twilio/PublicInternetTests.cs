using System.Net;
using Hub.Channels.Twilio;
using Hub.Core.Security;

namespace Hub.Tests.Channels.Twilio;

public sealed class PublicInternetTests
{
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.8.8.8")]
    [InlineData("0.0.0.0")]
    [InlineData("10.1.2.3")]
    [InlineData("100.64.0.1")]
    [InlineData("169.254.169.254")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.168.1.1")]
    [InlineData("198.18.0.1")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::ffff:169.254.169.254")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("64:ff9b::a9fe:a9fe")]
    [InlineData("fc00::1")]
    [InlineData("fe80::1")]
    [InlineData("ff02::1")]
    [InlineData("2002:7f00:1::")]
    [InlineData("2001:0:1::")]
    [InlineData("2001:db8::1")]
    public void C15_no_address_of_a_private_network_is_of_the_public_internet(string address) => Assert.False(PublicInternet.Includes(IPAddress.Parse(address)));

    [Theory]
    [InlineData("3.33.146.110")]
    [InlineData("172.32.0.1")]
    [InlineData("2606:4700::6810:84e5")]
    [InlineData("::ffff:3.33.146.110")]
    public void Others_are(string address) => Assert.True(PublicInternet.Includes(IPAddress.Parse(address)));

    [Theory]
    [InlineData("https://api.twilio.com/2010-04-01/Accounts/AC0123456789abcdef0123456789abcdef/Messages/MM0123456789abcdef0123456789abcdef/Media/ME0123456789abcdef0123456789abcdef", true)]
    [InlineData("http://169.254.169.254/2010-04-01/Accounts/AC0123456789abcdef0123456789abcdef/Messages/MM0123456789abcdef0123456789abcdef/Media/ME0123456789abcdef0123456789abcdef", true)]
    [InlineData("http://169.254.169.254/latest/meta-data", false)]
    [InlineData("http://2130706433/", false)]
    [InlineData("file:///etc/passwd", false)]
    [InlineData("https://api.twilio.com/2010-04-01/Accounts/AC0123456789abcdef0123456789abcdef/Messages/../../Media/ME0123456789abcdef0123456789abcdef", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void C15_of_the_address_of_a_file_its_SIDs_count_and_nothing_of_its_host(string? address, bool isFile) =>
        Assert.Equal(
            isFile ? "/2010-04-01/Accounts/AC0123456789abcdef0123456789abcdef/Messages/MM0123456789abcdef0123456789abcdef/Media/ME0123456789abcdef0123456789abcdef" : null,
            TwilioMediaPlace.Of(address)?.Path);
}
