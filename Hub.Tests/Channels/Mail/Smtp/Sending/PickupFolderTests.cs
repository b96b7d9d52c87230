using Hub.Channels.Mail.Smtp.Sending;
using Hub.Core.Channels;
using Hub.Tests.Servers;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hub.Tests.Channels.Mail.Smtp.Sending;

public sealed class PickupFolderTests : IDisposable
{
    private static readonly MailEnvelope Envelope = SmtpRig.To("ann@example.com");
    private readonly TempFolder _folder = new("pickup");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private string Outbox => _folder["outbox"];

    private string Mail => Path.Combine(Outbox, "0197-id.eml");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_mail_is_a_file_and_nothing_is_left_beside_it()
    {
        Assert.Equal(new DeliveryResult.Accepted(null), await SendAsync());
        Assert.Equal(SmtpRig.Message, await File.ReadAllBytesAsync(Mail, Ct));
        Assert.Equal([Mail], Directory.GetFileSystemEntries(Outbox));
    }

    [Fact]
    public async Task A_second_attempt_changes_nothing()
    {
        await SendAsync();
        Assert.Equal(new DeliveryResult.Accepted(null), await new PickupFolder(Outbox, NullLogger<PickupFolder>.Instance).SendAsync(Envelope, "other"u8.ToArray(), Ct));
        Assert.Equal(SmtpRig.Message, await File.ReadAllBytesAsync(Mail, Ct));
    }

    [Fact]
    public async Task What_a_killed_attempt_left_is_taken_over()
    {
        Directory.CreateDirectory(Outbox);
        await File.WriteAllBytesAsync(Mail + ".part", new byte[100_000], Ct);
        await SendAsync();
        Assert.Equal(SmtpRig.Message, await File.ReadAllBytesAsync(Mail, Ct));
        Assert.Equal([Mail], Directory.GetFileSystemEntries(Outbox));
    }

    [Fact]
    public async Task A_full_disk_defers_it()
    {
        Directory.CreateDirectory(Outbox);
        File.CreateSymbolicLink(Mail + ".part", "/dev/full");
        Assert.Equal(DeliveryClass.Transient, Assert.IsType<DeliveryResult.Deferred>(await SendAsync()).Class);
        Assert.False(File.Exists(Mail));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_defers_it()
    {
        await File.WriteAllTextAsync(Outbox, "a file", Ct);
        Assert.IsType<DeliveryResult.Deferred>(await SendAsync());
    }

    [Theory]
    [InlineData("")]
    [InlineData("../x")]
    [InlineData(".hidden")]
    [InlineData("a/b")]
    [InlineData("a b")]
    [InlineData("a\nb")]
    public void A_name_that_leads_elsewhere_is_refused(string id) => Assert.Throws<ArgumentException>(() => new MailEnvelope(id, "", ["ann@example.com"]));

    private Task<DeliveryResult> SendAsync() => new PickupFolder(Outbox, NullLogger<PickupFolder>.Instance).SendAsync(Envelope, SmtpRig.Message, Ct);
}
