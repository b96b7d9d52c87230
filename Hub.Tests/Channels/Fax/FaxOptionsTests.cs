using Hub.Channels.Fax;

namespace Hub.Tests.Channels.Fax;

public sealed class FaxOptionsTests
{
    [Theory]
    [InlineData("fax@localhost", "", "Subject: ^Fax from (?<caller>.+)$", null)]
    [InlineData("nowhere", "", "Subject: x", "Address")]
    [InlineData("fax@localhost", "12", "Subject: x", "Number")]
    [InlineData("fax@localhost", "+49 69 1234567", "no field", "Patterns:0")]
    [InlineData("fax@localhost", "", "Subject: (", "Patterns:0")]
    [InlineData("fax@localhost", "", "Subject: (a)\\1", "Patterns:0")]
    [InlineData("fax@localhost", "", "Subject: (?=a)", "Patterns:0")]
    public void What_is_wrong_is_told_by_its_key(string address, string number, string pattern, string? key)
    {
        var options = new FaxOptions { Address = address, Number = number, Patterns = [pattern] };
        Assert.Equal(key, options.Faults().FirstOrDefault()?.Key);
    }
}
