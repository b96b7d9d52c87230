using System.Text;
using Hub.Core.Storage;
using Hub.Core.Storage.Blobs;
using Hub.Tests.Builders;
using Hub.Tests.Servers;
using Hub.Tests.Trials;

namespace Hub.Tests.Contracts;

/// <summary>What every blob store keeps, refuses to serve and lets go.</summary>
public abstract class BlobContract<TDatabase> : StoreContractBase<TDatabase> where TDatabase : ITestDatabase, new()
{
    private readonly TempFolder _folder = new("blobs");
    private IBlobStore? _blobs;

    protected BlobScratch Scratch => new(_folder.Path, Time);

    protected IBlobStore Blobs => _blobs ??= NewStore();

    /// <summary>How often the same content is stored.</summary>
    protected abstract int Repeats { get; }

    protected abstract IBlobStore NewStore();

    protected abstract Task DamageAsync(BlobHash hash);

    protected abstract Task LoseAsync(BlobHash hash);

    /// <summary>How many copies of contents there are.</summary>
    protected abstract Task<long> CopiesAsync();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1 << 20)]
    [InlineData((3 << 20) + 7)]
    public async Task What_was_put_is_served(int size)
    {
        var content = Content(size);

        var fromMemory = await Blobs.PutAsync(content, Ct);
        var fromStream = await Blobs.PutAsync(new MemoryStream(content), Ct);

        Assert.Equal(new StoredBlob(BlobHash.Of(content), size), fromMemory);
        Assert.Equal(fromMemory, fromStream);
        await using (var served = await Blobs.OpenAsync(fromStream.Hash, Ct))
        {
            Assert.Equal(size, served.Length);
            Assert.Equal(content, await ReadAsync(served));
        }

        Assert.Empty(Directory.GetFiles(Scratch.Folder));
    }

    [Fact]
    public async Task C11_the_same_content_is_stored_once()
    {
        var content = Content(100_000);

        await Parallel.ForEachAsync(Enumerable.Range(0, Repeats), Ct, async (_, ct) => await Blobs.PutAsync(content, ct));

        Assert.Equal(1, await CopiesAsync());
        Assert.Equal(1, await CountAsync("SELECT COUNT(*) FROM blobs"));
    }

    [Fact]
    public async Task I13_a_missing_content_is_named()
    {
        var blob = await Blobs.PutAsync(Content(100_000), Ct);
        await LoseAsync(blob.Hash);

        var error = await Assert.ThrowsAsync<BlobUnreadableException>(() => Blobs.OpenAsync(blob.Hash, Ct));

        Assert.Equal(blob.Hash, error.Hash);
        Assert.Contains(blob.Hash.ToString(), error.Path, StringComparison.Ordinal);
        Assert.Contains("missing", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(100_000)]
    [InlineData((2 << 20) + 7)]
    public async Task I13_a_damaged_content_is_never_served_and_heals_when_it_is_stored_again(int size)
    {
        var content = Content(size);
        var blob = await Blobs.PutAsync(content, Ct);
        await DamageAsync(blob.Hash);

        var error = await Assert.ThrowsAsync<BlobUnreadableException>(() => Blobs.OpenAsync(blob.Hash, Ct));
        Assert.Contains("damaged", error.Message, StringComparison.Ordinal);

        await Blobs.PutAsync(content, Ct);
        await using var served = await Blobs.OpenAsync(blob.Hash, Ct);
        Assert.Equal(content, await ReadAsync(served));
    }

    [Fact]
    public async Task A_content_that_no_row_names_stays_a_day()
    {
        await Blobs.PutAsync(Content(100_000), Ct);

        await AgeAsync(TimeSpan.FromHours(23));
        Assert.Equal(0, await CollectAsync());
        Assert.Equal(1, await CopiesAsync());

        await AgeAsync(TimeSpan.FromHours(2));
        Assert.Equal(1, await CollectAsync());
        Assert.Equal(0, await CopiesAsync());
        Assert.Equal(0, await CountAsync("SELECT COUNT(*) FROM blobs"));
    }

    [Fact]
    public async Task Storing_a_content_again_renews_its_day()
    {
        var content = Content(100_000);
        await Blobs.PutAsync(content, Ct);
        await AgeAsync(TimeSpan.FromHours(25));
        await Blobs.PutAsync(content, Ct);

        Assert.Equal(0, await CollectAsync());
        Assert.Equal(1, await CopiesAsync());
    }

    [Fact]
    public async Task A_content_that_a_row_names_stays_for_ever()
    {
        foreach (var (table, column) in BlobReferences.All)
        {
            var blob = await Blobs.PutAsync(Encoding.UTF8.GetBytes($"{table}.{column}"), Ct);
            await BlobReferenceRows.AddAsync(Store, table, column, blob.Hash.ToString(), Ct);
        }

        await AgeAsync(TimeSpan.FromDays(400));

        Assert.Equal(0, await CollectAsync());
        Assert.Equal(BlobReferences.All.Count, await CopiesAsync());
    }

    [Fact]
    public async Task What_a_killed_put_left_is_collected()
    {
        var blob = await Blobs.PutAsync(Content(100_000), Ct);
        await LoseAsync(blob.Hash);
        await AgeAsync(TimeSpan.FromHours(25));

        Assert.Equal(1, await CollectAsync());
        Assert.Equal(0, await CountAsync("SELECT COUNT(*) FROM blobs"));
    }

    [Fact]
    public async Task A_put_and_the_collector_at_the_same_time_leave_the_content_whole()
    {
        var content = Content(100_000);
        var hash = BlobHash.Of(content);
        var lease = await TakeAsync("housekeeping");
        for (var round = 0; round < 50; round++)
        {
            await Blobs.PutAsync(content, Ct);
            await AgeAsync(TimeSpan.FromHours(25));

            await Task.WhenAll(
                Task.Run(() => Blobs.PutAsync(content, Ct), Ct), Task.Run(() => Blobs.DeleteAsync(hash, lease, Ct), Ct));

            await using var served = await Blobs.OpenAsync(hash, Ct);
            Assert.Equal(content.Length, served.Length);
        }
    }

    [Fact]
    public async Task A_collector_that_lost_its_lease_deletes_nothing()
    {
        await Blobs.PutAsync(Content(100_000), Ct);
        await AgeAsync(TimeSpan.FromHours(25));
        var lost = await TakeAsync("housekeeping");
        await ExpireAsync("housekeeping");
        await TakeAsync("housekeeping");

        await Assert.ThrowsAsync<LeaseLostException>(() => NewCollector().RunAsync(lost, Ct));

        Assert.Equal(1, await CopiesAsync());
    }

    [Fact]
    public async Task Scratch_files_of_a_killed_process_are_swept()
    {
        var now = Time.GetUtcNow().UtcDateTime;
        await File.WriteAllTextAsync(Path.Combine(Scratch.Folder, "left.part"), "x", Ct);
        File.SetLastWriteTimeUtc(Path.Combine(Scratch.Folder, "left.part"), now - TimeSpan.FromHours(2));
        await File.WriteAllTextAsync(Path.Combine(Scratch.Folder, "arriving.part"), "x", Ct);

        Assert.Equal(1, await CollectAsync());

        Assert.Equal("arriving.part", Path.GetFileName(Assert.Single(Directory.GetFiles(Scratch.Folder))));
    }

    protected async Task<long> CollectAsync()
    {
        await ExpireAsync("housekeeping");
        return await NewCollector().RunAsync(await TakeAsync("housekeeping"), Ct);
    }

    protected static byte[] Content(int size)
    {
        var content = new byte[size];
        TrialSeed.NewRandom().NextBytes(content);
        return content;
    }

    private BlobCollector NewCollector() => new(Store, Blobs, Scratch);

    private Task AgeAsync(TimeSpan by) =>
        ExecuteAsync("UPDATE blobs SET stored_at = stored_at - @ms", new { ms = (long)by.TotalMilliseconds });

    private static async Task<byte[]> ReadAsync(Stream served)
    {
        using var copy = new MemoryStream();
        await served.CopyToAsync(copy, Ct);
        return copy.ToArray();
    }
}
