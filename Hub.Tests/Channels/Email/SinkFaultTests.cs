namespace Hub.Tests.Channels.Email;

/// <summary>What the API shows of an answer whose mail server has a fault.</summary>
public sealed class SinkFaultTests(FaultySinks sinks) : IClassFixture<FaultySinks>
{
    [Theory]
    [InlineData("takes", "accepted", null)]
    [InlineData("refuses", "failed", "550 5.1.1 at RCPT")]
    [InlineData("puts-off", "planned", "451 4.3.0 at RCPT")]
    [InlineData("drops-data", "planned", "before the end of the mail")]
    [InlineData("drops-end", "unknown", "after the end of the mail")]
    [InlineData("slow-before", "planned", "before the end of the mail")]
    [InlineData("slow-at-end", "unknown", "after the end of the mail")]
    public async Task A_fault_of_the_mail_server_ends_in_the_right_state(string channel, string state, string? error)
    {
        var delivery = await sinks.SendAsync(channel);
        Assert.Equal(state, (string?)delivery["state"]);
        if (error is null) Assert.Null(delivery["error"]);
        else Assert.Contains(error, (string?)delivery["error"], StringComparison.Ordinal);
        // what is planned is tried again at a time that can be seen
        Assert.Equal(state == "planned", delivery["nextAt"] is not null);
        if (state != "planned") Assert.Equal(1, (int)delivery["attempts"]!);
        if (state == "accepted") Assert.Contains("hello", Assert.Single(sinks.Taken(channel)), StringComparison.Ordinal);
    }
}
