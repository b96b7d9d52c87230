using Hub.Core.Journal;
using Hub.Host.Configuration;
using Hub.Host.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace Hub.Tests.Configuration;

public sealed class RereadTests : IDisposable
{
    private readonly ConfigurationFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_changed_channel_is_told_apart_from_the_others()
    {
        var configuration = _folder.Load(Channels(("a", "support"), ("b", "support"), ("c", "support")));
        var change = _folder.Change(configuration, Channels(("d", "support"), ("c", "sales"), ("b", "support")))!;
        Assert.Empty(change.Faults);
        Assert.Equal(["d"], change.Channels.Added);
        Assert.Equal(["c"], change.Channels.Changed);
        Assert.Equal(["a"], change.Channels.Removed);
        Assert.Empty(change.Sections);
        Assert.Equal("sales", configuration.Channels()["c"].Queue);
    }

    [Fact]
    public void An_unchanged_file_is_nothing_new()
    {
        var configuration = _folder.Load(Channels(("a", "support")));
        Assert.Null(configuration.Reread());
        Assert.Null(configuration.Reread());
    }

    [Fact]
    public void Other_layout_and_comments_change_no_channel()
    {
        var configuration = _folder.Load(Channels(("a", "support")));
        var change = _folder.Change(configuration, "// a comment\n" + Channels(("a", "support")))!;
        Assert.Empty(change.Channels.Added.Concat(change.Channels.Changed).Concat(change.Channels.Removed).Concat(change.Sections));
    }

    [Fact]
    public void A_channel_with_a_fault_stays_as_it_was_and_the_others_are_taken_over()
    {
        var configuration = _folder.Load(Channels(("a", "support"), ("b", "support")));
        var change = _folder.Change(configuration, Channels(("a", ""), ("b", "sales"), ("n", "")))!;
        Assert.Equal(["Channels:a:Queue", "Channels:n:Queue"], change.Faults.Select(fault => fault.Key));
        Assert.Equal(["b"], change.Channels.Changed);
        Assert.Empty(change.Channels.Added);
        Assert.Equal([("a", "support"), ("b", "sales")], configuration.Channels().Select(c => (c.Key, c.Value.Queue)).Order());
    }

    [Fact]
    public void A_fault_elsewhere_keeps_everything_as_it_was_until_it_is_put_right()
    {
        var configuration = _folder.Load(Channels(("a", "support")));
        var change = _folder.Change(configuration, "{ broken")!;
        Assert.NotEmpty(change.Faults);
        Assert.Equal("support", configuration.Channels()["a"].Queue);
        Assert.Null(configuration.Reread());
        var later = _folder.Change(configuration, Channels(("a", "sales")))!;
        Assert.Empty(later.Faults);
        Assert.Equal("sales", configuration.Channels()["a"].Queue);
    }

    [Fact]
    public void A_file_that_is_gone_keeps_everything_as_it_was()
    {
        var configuration = _folder.Load(Channels(("a", "support")));
        File.Delete(_folder.ConfigFile);
        Assert.Null(configuration.Reread());
        Assert.Equal("does not exist", Assert.Single(configuration.Reread()!.Faults).Problem);
        Assert.Equal(["a"], configuration.Channels().Keys);
    }

    [Fact]
    public void A_secret_put_right_is_noticed_without_touching_the_file()
    {
        var configuration = _folder.Load("{}");
        const string Json = """
            { "Channels": { "a": { "Kind": "http", "Name": "A", "Queue": "q", "Webhook": { "Url": "https://a.example.org", "Secret": "file:key" } } } }
            """;
        Assert.Single(_folder.Change(configuration, Json)!.Faults);
        _folder.Write("key", "c4n4ry-Kd83hs92hGs7");
        Assert.Equal(["a"], configuration.Reread()!.Channels.Added);
    }

    [Fact]
    public void A_section_that_changed_is_named_and_the_reload_token_fires()
    {
        var configuration = _folder.Load("{}");
        var reloads = 0;
        using var registration = ChangeToken.OnChange(configuration.Values.GetReloadToken, () => reloads++);
        var change = _folder.Change(configuration, """{ "Http": { "OpenDocs": true } }""")!;
        Assert.Equal(["Http"], change.Sections);
        Assert.Equal(1, reloads);
        Assert.True(configuration.Section<HttpOptions>("Http").OpenDocs);
    }

    [Fact]
    public void The_watcher_tells_of_a_change_once_and_survives_a_handler_that_throws()
    {
        var configuration = _folder.Load("{}");
        using var watcher = new ConfigurationWatcher(configuration, TimeProvider.System, NullLogger<ConfigurationWatcher>.Instance);
        var told = new List<ConfigurationChange>();
        watcher.Changed += change =>
        {
            told.Add(change);
            throw new InvalidOperationException("a handler's bug");
        };
        _folder.Write("config/hub.json", Channels(("a", "support")));
        for (var look = 0; look < 4; look++)
        {
            watcher.RunOnce();
        }

        Assert.Equal(["a"], Assert.Single(told).Channels.Added);
    }

    [Fact]
    public async Task A_running_host_takes_a_changed_file_into_its_options()
    {
        var configuration = _folder.Load("{}");
        var services = new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System).AddHubConfiguration(configuration);
        await using var provider = services.BuildServiceProvider();
        var watcher = provider.GetRequiredService<ConfigurationWatcher>();
        var told = new TaskCompletionSource<ConfigurationChange>(TaskCreationOptions.RunContinuationsAsynchronously);
        watcher.Changed += told.SetResult;
        await watcher.StartAsync(TestContext.Current.CancellationToken);
        Assert.Equal(90, provider.GetRequiredService<IOptionsMonitor<JournalOptions>>().CurrentValue.KeepDays);

        _folder.Write("config/hub.json", """{ "Journal": { "KeepDays": 7 } }""");
        var change = await told.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);

        Assert.Equal(["Journal"], change.Sections);
        Assert.Equal(7, provider.GetRequiredService<IOptionsMonitor<JournalOptions>>().CurrentValue.KeepDays);
        await watcher.StopAsync(TestContext.Current.CancellationToken);
    }

    private static string Channels(params (string Id, string Queue)[] channels) =>
        $$"""{ "Channels": { {{string.Join(", ", channels.Select(c => $$""" "{{c.Id}}": { "Kind": "http", "Name": "N", "Queue": "{{c.Queue}}" } """))}} } }""";
}
