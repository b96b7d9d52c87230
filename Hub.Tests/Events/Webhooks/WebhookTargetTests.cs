using Hub.Core;
using Hub.Core.Security;
using Hub.Core.Subscriptions;
using Hub.Host.Events.Webhooks;
using Hub.Tests.Contracts;
using Hub.Tests.Fakes;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hub.Tests.Events.Webhooks;

/// <summary>F21: where events are posted, and where never.</summary>
public sealed class WebhookTargetTests : IAsyncLifetime
{
    private readonly SqliteTestDatabase _database = new();
    private SubscriptionSecrets _secrets = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await using var store = await _database.OpenAsync(TimeProvider.System, Ct);
        _secrets = new SubscriptionSecrets(await InstallationKey.LoadAsync(store, Ct));
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Theory]
    [InlineData("https://127.0.0.1/")]
    [InlineData("https://127.1/")]
    [InlineData("https://2130706433/")]
    [InlineData("https://0x7f.0.0.1/")]
    [InlineData("https://0.0.0.0/")]
    [InlineData("https://10.1.2.3/")]
    [InlineData("https://172.16.0.1/")]
    [InlineData("https://192.168.1.1/")]
    [InlineData("https://100.64.0.1/")]
    [InlineData("https://169.254.169.254/latest/meta-data")]
    [InlineData("https://224.0.0.1/")]
    [InlineData("https://255.255.255.255/")]
    [InlineData("https://[::1]/")]
    [InlineData("https://[::]/")]
    [InlineData("https://[fe80::1]/")]
    [InlineData("https://[fd00:ec2::254]/")]
    [InlineData("https://[ff02::1]/")]
    [InlineData("https://[::ffff:127.0.0.1]/")]
    [InlineData("https://[::ffff:169.254.169.254]/")]
    [InlineData("https://[64:ff9b::7f00:1]/")]
    [InlineData("https://[2002:7f00:1::]/")]
    [InlineData("http://public.example/")]
    [InlineData("https://me:word@public.example/")]
    [InlineData("file:///etc/passwd")]
    public async Task F21_an_internal_or_plain_address_is_refused_when_it_is_given_and_when_it_is_called(string url)
    {
        Assert.NotNull(WebhookAddress.Fault(url, allowInternal: false));
        using var target = Target(allowInternal: false);
        Assert.IsType<PostOutcome.NotTaken>(await target.PostAsync(To(url), "1", "{}", Ct));
    }

    [Fact]
    public async Task F21_a_name_that_leads_inside_is_refused_at_the_connection()
    {
        Assert.Null(WebhookAddress.Fault("https://localhost/", allowInternal: false));
        using var target = Target(allowInternal: false);
        var outcome = await target.PostAsync(To("https://localhost/"), "1", "{}", Ct);
        Assert.Equal("the host is not of the public internet", Assert.IsType<PostOutcome.NotTaken>(outcome).Error);
    }

    [Fact]
    public async Task F21_a_redirect_is_not_followed()
    {
        await using var inside = new WebhookReceiver("some secret of length");
        await using var receiver = Receiver();
        (receiver.Status, receiver.ExtraHeader) = (307, $"Location: {inside.Url}");
        Assert.Contains("redirect", Assert.IsType<PostOutcome.NotTaken>(await PostAsync(receiver)).Error, StringComparison.Ordinal);
        Assert.Equal(0, inside.Connections);
    }

    [Theory]
    [InlineData(200, typeof(PostOutcome.Taken))]
    [InlineData(204, typeof(PostOutcome.Taken))]
    [InlineData(410, typeof(PostOutcome.Gone))]
    [InlineData(400, typeof(PostOutcome.NotTaken))]
    [InlineData(500, typeof(PostOutcome.NotTaken))]
    [InlineData(503, typeof(PostOutcome.NotTaken))]
    public async Task F21_the_status_alone_says_what_became_of_it(int status, Type expected)
    {
        await using var receiver = Receiver();
        receiver.Status = status;
        Assert.IsType(expected, await PostAsync(receiver));
        var post = Assert.Single(receiver.Ledger);
        Assert.Equal(("42", true, "{}"), (post.Id, post.Genuine, post.Body));
    }

    [Fact]
    public async Task F21_a_receiver_that_asks_for_time_gets_it()
    {
        await using var receiver = Receiver();
        (receiver.Status, receiver.ExtraHeader) = (429, "Retry-After: 77");
        Assert.Equal(TimeSpan.FromSeconds(77), Assert.IsType<PostOutcome.NotTaken>(await PostAsync(receiver)).RetryAfter);
    }

    [Fact(Timeout = 30_000)]
    public async Task F21_an_answer_without_end_is_not_read_to_its_end()
    {
        await using var receiver = Receiver();
        receiver.Fault = WebhookFault.EndlessBody;
        Assert.IsType<PostOutcome.Taken>(await PostAsync(receiver));
    }

    [Theory]
    [InlineData(WebhookFault.DropBeforeReading)]
    [InlineData(WebhookFault.DropAfterReading)]
    [InlineData(WebhookFault.HalfStatus)]
    public async Task F21_a_line_that_breaks_means_that_it_comes_again(WebhookFault fault)
    {
        await using var receiver = Receiver();
        receiver.Fault = fault;
        Assert.Equal("no connection, or it broke", Assert.IsType<PostOutcome.NotTaken>(await PostAsync(receiver)).Error);
    }

    [Fact]
    public async Task F21_a_silent_receiver_is_left_after_ten_seconds()
    {
        var time = new Time.ManualTime();
        await using var receiver = Receiver();
        receiver.Fault = WebhookFault.Silence;
        using var target = Target(allowInternal: true, time);
        var posting = target.PostAsync(To(receiver.Url), "42", "{}", Ct);
        await Eventually.HoldsAsync(() => receiver.Ledger.Count == 1, "the post", TimeSpan.FromSeconds(10), Ct);
        time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal("no answer within 10 s", Assert.IsType<PostOutcome.NotTaken>(await posting).Error);
    }

    private async Task<PostOutcome> PostAsync(WebhookReceiver receiver)
    {
        using var target = Target(allowInternal: true);
        return await target.PostAsync(To(receiver.Url), "42", "{}", Ct);
    }

    private WebhookReceiver Receiver() => new(_secrets.Current(To("https://a.example/")));

    private WebhookTarget Target(bool allowInternal, TimeProvider? time = null) => new(
        new FixedWebhookOptions(new EventWebhookOptions { AllowInternal = allowInternal }), _secrets, time ?? TimeProvider.System, NullLogger<WebhookTarget>.Instance);

    private static EventSubscription To(string url) => new()
    {
        Id = Guid.Parse("01900000-0000-7000-8000-0000000000aa"),
        Name = "Ledger",
        Url = url,
        Kinds = [],
        Enabled = true,
        Position = 0,
        SecretVersion = 1,
        SecretAt = TimeProvider.System.NowMs(),
        Version = 1,
        CreatedAt = 0,
        CreatedBy = "system",
        ChangedAt = 0,
        ChangedBy = "system",
    };
}
