using Hub.Core.Arrivals;
using Hub.Core.Channels;
using Hub.Core.Conversations;
using Hub.Core.Conversations.Threading;
using Hub.Core.Deliveries;
using Hub.Core.Security;
using Hub.Core.Storage.Blobs;
using Hub.Tests.Deliveries;
using Hub.Tests.Servers;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Hub.Tests.Contracts;

/// <summary>
/// What every channel must do, against a provider that speaks its real protocol on a loopback port and need not report what became of a message. A
/// channel's own test class says how its inputs look and what its provider does.
/// </summary>
public abstract class SilentChannelContract : StoreContractBase<SqliteTestDatabase>, IAsyncLifetime
{
    private readonly TempFolder _folder = new("channel");
    private ReadingGuard? _guard;
    private Intake? _intake;

    /// <summary>The channel, made once the store is open.</summary>
    protected abstract IChannel Channel { get; }

    protected TempFolder Folder => _folder;

    protected LedgerRig Rig => field ??= LedgerRig.On(Store);

    /// <summary>An input with this text; the same id is the provider's id of the same message, null is none.</summary>
    protected abstract RawInput Input(string? id, string text, string reception = "r-1");

    /// <summary>An input with one file of these bytes.</summary>
    protected abstract RawInput InputWithFile(byte[] file);

    /// <summary>Inputs that cannot be read, and what the reason must name.</summary>
    protected abstract IEnumerable<(RawInput Input, string Reason)> UnreadableInputs();

    /// <summary>Makes the channel and its provider.</summary>
    protected abstract Task StartAsync();

    /// <summary>Ends the provider.</summary>
    protected abstract Task StopAsync();

    /// <summary>Makes the channel without its secret.</summary>
    protected abstract void StartWithoutSecret();

    /// <summary>How often the provider was asked to send this delivery, and whether each time by us.</summary>
    protected abstract (int Times, bool Genuine) Asked(Guid delivery);

    protected abstract void ProviderTakes();

    protected abstract void ProviderIsDown();

    protected abstract void ProviderIsBusy(TimeSpan retryAfter);

    protected abstract void ProviderRefusesTheAddress();

    /// <summary>The provider has the message and the line breaks before it says so.</summary>
    protected abstract void ProviderBreaksOff();

    /// <summary>The provider says of a message of which nothing was known that it has it; a provider that reports nothing never does.</summary>
    protected virtual Task HearOfUnknownAsync(Guid delivery) => Task.CompletedTask;

    async ValueTask IAsyncLifetime.InitializeAsync()
    {
        await InitializeAsync();
        await StartAsync();
    }

    async ValueTask IAsyncDisposable.DisposeAsync()
    {
        await StopAsync();
        _guard?.Dispose();
        await DisposeAsync();
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task An_input_becomes_a_message()
    {
        var created = Assert.IsType<IntakeResult.Created>(await AcceptAsync(Input("m-1", "Hello there")));
        Assert.Equal(["Hello there"], await ListAsync<string>("SELECT body FROM messages"));
        Assert.NotEqual(Guid.Empty, created.MessageId);
    }

    [Fact]
    public async Task The_same_input_is_taken_once()
    {
        var created = Assert.IsType<IntakeResult.Created>(await AcceptAsync(Input("m-1", "Hello")));
        var again = Assert.IsType<IntakeResult.Duplicate>(await AcceptAsync(Input("m-1", "Hello", "r-2")));
        Assert.Equal(created.MessageId, again.MessageId);
        Assert.Equal(1, await CountAsync("SELECT COUNT(*) FROM messages"));
    }

    [Fact]
    public async Task Other_content_under_a_known_id_is_no_new_message_and_is_not_lost()
    {
        await AcceptAsync(Input("m-1", "Hello"));
        Assert.IsType<IntakeResult.Duplicate>(await AcceptAsync(Input("m-1", "Something else", "r-2")));
        Assert.Equal(["Hello"], await ListAsync<string>("SELECT body FROM messages"));
        Assert.Equal(1, await CountAsync("SELECT COUNT(*) FROM message_variants"));
    }

    [Fact]
    public async Task Without_an_id_two_arrivals_are_two_messages_and_a_repeated_reception_is_one()
    {
        Assert.IsType<IntakeResult.Created>(await AcceptAsync(Input(null, "Hello", "r-1")));
        Assert.IsType<IntakeResult.Appended>(await AcceptAsync(Input(null, "Hello", "r-2")));
        Assert.IsType<IntakeResult.Duplicate>(await AcceptAsync(Input(null, "Hello", "r-2")));
    }

    [Fact]
    public async Task A_file_is_kept_to_the_byte()
    {
        var file = Enumerable.Range(0, 1000).Select(i => (byte)i).ToArray();
        Assert.IsType<IntakeResult.Created>(await AcceptAsync(InputWithFile(file)));
        Assert.Equal(file, Assert.Single(await ListAsync<byte[]>("SELECT content FROM attachments")));
    }

    [Fact]
    public async Task What_cannot_be_read_is_kept_whole_with_its_reason()
    {
        foreach (var (input, reason) in UnreadableInputs())
        {
            var kept = Assert.IsType<IntakeResult.Quarantined>(await AcceptAsync(input));
            Assert.Contains(reason, kept.Reason, StringComparison.Ordinal);
        }

        Assert.Equal(UnreadableInputs().Count(), await CountAsync("SELECT COUNT(*) FROM quarantine"));
        Assert.Equal(0, await CountAsync("SELECT COUNT(*) FROM messages"));
    }

    [Fact]
    public async Task An_answer_is_sent_once_by_us()
    {
        ProviderTakes();
        var id = await SendAsync();
        Assert.Equal((1, true), Asked(id));
        Assert.Equal(DeliveryState.Accepted, await Rig.StateAsync(id));
    }

    [Fact]
    public async Task While_the_provider_is_down_an_answer_waits_and_then_goes_once()
    {
        ProviderIsDown();
        var id = await SendAsync();
        var row = await Rig.FindAsync(id);
        Assert.Equal((DeliveryState.Planned, DeliveryClass.Transient), (row.State, row.Class));
        var before = Asked(id).Times;

        ProviderTakes();
        await RunAgainAsync();
        Assert.Equal(DeliveryState.Accepted, await Rig.StateAsync(id));
        Assert.Equal(before + 1, Asked(id).Times);
    }

    [Fact]
    public async Task A_busy_provider_is_left_alone_for_as_long_as_it_asks()
    {
        ProviderIsBusy(TimeSpan.FromSeconds(77));
        var row = await Rig.FindAsync(await SendAsync());
        Assert.Equal((DeliveryState.Planned, DeliveryClass.Throttled), (row.State, row.Class));
        Assert.InRange(row.NextAt - row.UpdatedAt, 76_000, 78_000);
    }

    [Fact]
    public async Task A_refused_address_fails_at_once()
    {
        ProviderRefusesTheAddress();
        var row = await Rig.FindAsync(await SendAsync());
        Assert.Equal((DeliveryState.Failed, DeliveryClass.Address), (row.State, row.Class));
    }

    [Fact]
    public async Task A_line_that_breaks_when_the_provider_has_the_answer_leaves_it_unknown_and_sends_nothing_twice()
    {
        ProviderBreaksOff();
        var id = await SendAsync();
        Assert.Equal(DeliveryState.Unknown, await Rig.StateAsync(id));

        ProviderTakes();
        await RunAgainAsync();
        Assert.Equal(1, Asked(id).Times);

        await HearOfUnknownAsync(id);
    }

    [Fact]
    public void Without_its_secret_it_refuses_to_start() => Assert.Throws<InvalidOperationException>(StartWithoutSecret);

    protected async Task<IntakeResult> AcceptAsync(RawInput input)
    {
        _intake ??= await NewIntakeAsync();
        return await _intake.AcceptAsync((IInboundChannel)Channel, input, Ct);
    }

    /// <summary>Plans an answer and lets the lane make its attempt.</summary>
    protected async Task<Guid> SendAsync()
    {
        var id = await Rig.PlanAsync(Rig.NewId(), channel: Channel.Account.Id);
        await RunLaneAsync();
        return id;
    }

    /// <summary>As if the time of every retry had come.</summary>
    protected async Task RunAgainAsync()
    {
        await ExecuteAsync("UPDATE deliveries SET next_at = 0", null);
        await RunLaneAsync();
    }

    protected async Task HookAsync(WebhookRequest request, int status) =>
        Assert.Equal(status, (await ((IWebhookChannel)Channel).ReceiveAsync(request, Ct)).Status);

    private async Task RunLaneAsync()
    {
        var lane = Rig.NewLane((IOutboundChannel)Channel);
        await lane.RunOnceAsync(Ct);
        await lane.WhenIdleAsync();
    }

    private async Task<Intake> NewIntakeAsync()
    {
        var blobs = new FileBlobStore(Store, new BlobScratch(Folder["blobs"], Store.Time));
        var bodies = new Bodies(blobs);
        var tokens = new ThreadTokens(await InstallationKey.LoadAsync(Store, Ct));
        _guard = new ReadingGuard(_folder.Path);
        return new Intake(
            Store, bodies, tokens, new Quarantine(Store, bodies), _guard, Alarms, Options.Create(new ConversationOptions()), Options.Create(new SuppressionOptions()),
            NullLogger<Intake>.Instance);
    }
}
