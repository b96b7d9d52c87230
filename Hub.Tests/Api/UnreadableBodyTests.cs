using Hub.Core.Alarms;
using Hub.Host.Api;
using Hub.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Hub.Tests.Api;

public sealed class UnreadableBodyTests(Centre centre) : IClassFixture<Centre>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task I13_a_body_that_cannot_be_read_is_a_placeholder_and_an_alarm_and_the_others_are_shown()
    {
        var place = await centre.WorkPlaceAsync();
        var from = centre.Unique("customer-");
        var large = string.Concat(Enumerable.Repeat(centre.Unique("lost words "), 10_000));
        var arrived = await centre.ArriveAsync(place, large, from);
        await centre.ArriveAsync(place, "short", from);
        foreach (var blob in Directory.EnumerateFiles(Path.Combine(centre.Hub.DataFolder, "blobs"), "*", SearchOption.AllDirectories))
            if ((await File.ReadAllTextAsync(blob, Ct)).StartsWith("lost words", StringComparison.Ordinal)) await File.WriteAllTextAsync(blob, "damaged", Ct);

        var messages = await Centre.ItemsAsync(centre.Hub.Admin, $"/conversations/{arrived.Conversation}/messages");
        Assert.Equal([MessageViews.Placeholder, "short"], messages.Select(message => message!.Text("text")));
        var alarms = await centre.Hub.Services.GetRequiredService<AlarmStore>().ListAsync(true, Guid.AllBitsSet, 100, Ct);
        Assert.Contains(alarms, alarm => alarm.Kind == AlarmKinds.BlobUnreadable);
    }
}
