using System.Globalization;
using Hub.Core.Arrivals;
using Hub.Core.Channels;
using Hub.Core.Quoting;
using Hub.Host.Bench.Mime;
using Hub.Tests.Hosting;
using Hub.Tests.Trials;
using Microsoft.Extensions.DependencyInjection;

namespace Hub.Tests.Channels.Email;

/// <summary>Mails made to hurt, through the whole of the intake: each is shown or in quarantine, and none takes much memory.</summary>
public sealed class HostileMailTrial
{
    /// <summary>Allocated altogether while one is read, bytes: more than is ever held at once.</summary>
    private const long MostBytes = 64 << 20;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact(Timeout = 1_800_000)]
    public async Task Each_is_a_message_or_in_quarantine()
    {
        var count = TrialSize.Pick(small: 300, full: 10_000);
        var chance = TrialSeed.NewRandom();
        await using var hub = await HubFixture.StartAsync(new HubSetup(), Ct);
        var channel = (IInboundChannel)hub.Services.GetRequiredService<ChannelRegistry>().Find("mail")!;
        var intake = hub.Services.GetRequiredService<Intake>();
        var (messages, quarantined, largest) = (new HashSet<Guid>(), new HashSet<Guid>(), 0L);
        for (var number = 0; number < count; number++)
        {
            var input = new RawInput("message/rfc822", HostileMails.Next(chance), string.Create(CultureInfo.InvariantCulture, $"hostile-{number}"));
            largest = Math.Max(largest, Memory(channel, input));
            switch (await intake.AcceptAsync(channel, input, Ct))
            {
                case IntakeResult.Created created: messages.Add(created.MessageId); break;
                case IntakeResult.Appended appended: messages.Add(appended.MessageId); break;
                case IntakeResult.Duplicate duplicate: messages.Add(duplicate.MessageId); break;
                case IntakeResult.Quarantined kept: quarantined.Add(kept.QuarantineId); break;
                case var other: Assert.Fail($"Mail {number} became {other}."); break;
            }
        }

        Assert.Equal(messages.Order(), (await StoredAsync(hub, "messages")).Order());
        Assert.Equal(quarantined.Order(), (await StoredAsync(hub, "quarantine")).Order());
        Assert.InRange(largest, 0, MostBytes);
        // the point is lost where most mails are refused at the door
        Assert.InRange(messages.Count, count / 2, count);
        TestContext.Current.TestOutputHelper?.WriteLine($"{count} mails: {messages.Count} messages, {quarantined.Count} in quarantine, {largest >> 20} MB for the largest");
    }

    /// <summary>What reading it allocates altogether, bytes.</summary>
    private static long Memory(IInboundChannel channel, RawInput input)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            var message = channel.Read(input);
            if (message.Html is { } html) Quotes.InHtml(html, message.Subject);
            if (message.Text is { } text) Quotes.InText(text, message.Subject);
        }
        catch (UnreadableInputException)
        {
            // the intake keeps it
        }

        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static Task<List<Guid>> StoredAsync(HubFixture hub, string table) =>
        hub.Store.ReadAsync((db, read) => db.ListAsync<Guid>($"SELECT id FROM {table}", null, read), Ct);
}
