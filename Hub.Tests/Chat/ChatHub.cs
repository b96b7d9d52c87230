using Hub.Tests.Hosting;

namespace Hub.Tests.Chat;

/// <summary>A hub as out of the box, with visitors as many as the tests like.</summary>
public class ChatHub : IAsyncLifetime
{
    private HubFixture? _hub;

    public HubFixture Hub => _hub!;

    public static HubSetup Setup(params (string Key, string Value)[] options)
    {
        var environment = new Dictionary<string, string>
        {
            ["OMNIHUB__Channels__chat__NewChatsPerMinutePerAddress"] = "10000",
            ["OMNIHUB__Channels__chat__NewChatsPerMinute"] = "10000",
            ["OMNIHUB__Channels__chat__MessagesPerMinutePerAddress"] = "10000",
        };
        foreach (var (key, value) in options) environment["OMNIHUB__Channels__chat__" + key] = value;
        return new HubSetup { Environment = environment };
    }

    public async ValueTask InitializeAsync() => _hub = await HubFixture.StartAsync(await SetupAsync(), TestContext.Current.CancellationToken);

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_hub is not null) await _hub.DisposeAsync();
    }

    /// <summary>How the hub is set up.</summary>
    protected virtual Task<HubSetup> SetupAsync() => Task.FromResult(Setup());
}
