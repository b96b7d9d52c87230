using Hub.Core.Storage;
using Hub.Core.Storage.Blobs;
using Hub.Tests.Contracts;

namespace Hub.Tests.Storage.Blobs;

public sealed class SqliteBlobTests : BlobContract<SqliteTestDatabase>
{
    protected override int Repeats => 10_000;

    private FileBlobStore Files => (FileBlobStore)Blobs;

    [Fact]
    public async Task A_content_is_where_its_hash_says()
    {
        var blob = await Blobs.PutAsync(Content(10), Ct);

        var digits = blob.Hash.ToString();
        Assert.EndsWith(Path.Combine("blobs", digits[..2], digits[2..4], digits), Files.PathOf(blob.Hash), StringComparison.Ordinal);
        Assert.True(File.Exists(Files.PathOf(blob.Hash)));
    }

    [Fact]
    public async Task What_cannot_be_made_durable_is_not_taken()
    {
        var content = Content(100_000);
        var folder = Path.GetDirectoryName(Files.PathOf(BlobHash.Of(content)))!;
        await File.WriteAllTextAsync(Path.GetDirectoryName(folder)!, "a file in the folder's place", Ct);

        var error = await Assert.ThrowsAsync<StoreUnavailableException>(() => Blobs.PutAsync(content, Ct));

        Assert.Contains(folder, error.Message, StringComparison.Ordinal);
    }

    protected override IBlobStore NewStore() => new FileBlobStore(Store, Scratch);

    protected override async Task DamageAsync(BlobHash hash)
    {
        await using var file = File.OpenWrite(Files.PathOf(hash));
        file.Position = file.Length / 2;
        await file.WriteAsync("xx"u8.ToArray(), Ct);
    }

    protected override Task LoseAsync(BlobHash hash)
    {
        File.Delete(Files.PathOf(hash));
        return Task.CompletedTask;
    }

    protected override Task<long> CopiesAsync()
    {
        var root = Path.GetDirectoryName(Scratch.Folder)!;
        return Task.FromResult((long)Directory.GetFiles(root, "*", SearchOption.AllDirectories).Length);
    }
}
