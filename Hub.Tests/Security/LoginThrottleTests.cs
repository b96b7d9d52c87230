using Hub.Core.Security;
using Hub.Core.Storage.Sqlite;
using Hub.Tests.Servers;
using Hub.Tests.Time;

namespace Hub.Tests.Security;

public sealed class LoginThrottleTests : IAsyncLifetime
{
    private const string Home = "192.0.2.1";
    private const string Elsewhere = "198.51.100.";
    private readonly TempFolder _folder = new("throttle");
    private readonly ManualTime _time = new();
    private readonly SqliteStore _store;
    private readonly LoginThrottle _throttle;

    public LoginThrottleTests()
    {
        _store = new SqliteStore(_folder.Path, _time);
        _throttle = new LoginThrottle(_store);
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await _store.OpenAsync(Ct);

    [Fact]
    public async Task H03_after_five_failures_each_attempt_waits_longer_but_never_more_than_a_minute_or_so()
    {
        for (var i = 0; i < 5; i++) Assert.Equal(TimeSpan.Zero, await TryAsync("ann", Home));
        var waits = new List<double>();
        for (var i = 0; i < 9; i++)
        {
            var wait = await TryAsync("ann", Home);
            waits.Add(wait.TotalSeconds);
            _time.Advance(wait);
            Assert.Equal(TimeSpan.Zero, await TryAsync("ann", Home));
        }

        Assert.Equal([1, 2, 4, 8, 16, 32, 64, 64, 64], waits);
    }

    [Fact]
    public async Task H03_a_thousand_attempts_at_once_are_no_more_than_the_free_ones()
    {
        var attempts = await Task.WhenAll(Enumerable.Range(0, 1000).Select(_ => TryAsync("ann", Home)));
        Assert.Equal(5, attempts.Count(wait => wait == TimeSpan.Zero));
    }

    [Fact]
    public async Task H03_spellings_of_one_name_are_one_account()
    {
        foreach (var name in new[] { "ann", "ANN", " Ann ", "\uff21nn", "aNn" }) await TryAsync(name, Home);
        Assert.NotEqual(TimeSpan.Zero, await TryAsync("ann", Home));
    }

    [Fact]
    public async Task H03_strangers_cannot_keep_the_owner_out()
    {
        await _throttle.SucceededAsync(await _throttle.BeginAsync("ann", Home, Ct), Ct);
        for (var i = 0; i < 50; i++) await TryAsync("ann", Elsewhere + i);
        Assert.NotEqual(TimeSpan.Zero, await TryAsync("ann", Elsewhere + 51));
        Assert.Equal(TimeSpan.Zero, await TryAsync("ann", Home));
    }

    [Fact]
    public async Task H03_a_known_address_is_slowed_down_too()
    {
        await _throttle.SucceededAsync(await _throttle.BeginAsync("ann", Home, Ct), Ct);
        for (var i = 0; i < 5; i++) Assert.Equal(TimeSpan.Zero, await TryAsync("ann", Home));
        Assert.Equal(TimeSpan.FromSeconds(1), await TryAsync("ann", Home));
    }

    [Fact]
    public async Task H03_one_address_that_tries_many_accounts_is_slowed_down()
    {
        for (var i = 0; i < 30; i++) Assert.Equal(TimeSpan.Zero, await TryAsync("user" + i, Home));
        Assert.NotEqual(TimeSpan.Zero, await TryAsync("user31", Home));
        Assert.Equal(TimeSpan.Zero, await TryAsync("user31", Elsewhere + 1));
    }

    [Fact]
    public async Task H03_signing_in_with_an_own_account_does_not_clear_the_address()
    {
        for (var i = 0; i < 29; i++) await TryAsync("user" + i, Home);
        await _throttle.SucceededAsync(await _throttle.BeginAsync("mallory", Home, Ct), Ct);
        Assert.Equal(TimeSpan.Zero, await TryAsync("user30", Home));
        Assert.NotEqual(TimeSpan.Zero, await TryAsync("user31", Home));
    }

    [Fact]
    public async Task Failures_are_forgotten_after_an_hour_without_another()
    {
        for (var i = 0; i < 10; i++) await TryAsync("ann", Home);
        _time.Advance(LoginThrottle.Memory + TimeSpan.FromSeconds(1));
        for (var i = 0; i < 5; i++) Assert.Equal(TimeSpan.Zero, await TryAsync("ann", Home));
    }

    [Fact]
    public async Task K06_what_was_typed_as_a_name_is_not_stored()
    {
        await TryAsync("canary-secret", Home);
        var subjects = await _store.ReadAsync((db, read) => db.ListAsync<string>("SELECT subject FROM login_failures", null, read), Ct);
        Assert.Equal(2, subjects.Count);
        Assert.DoesNotContain(subjects, subject => subject.Contains("canary", StringComparison.Ordinal) || subject.Contains(Home, StringComparison.Ordinal));
    }

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        _folder.Dispose();
    }

    private async Task<TimeSpan> TryAsync(string account, string address) => (await _throttle.BeginAsync(account, address, Ct)).Wait;
}
