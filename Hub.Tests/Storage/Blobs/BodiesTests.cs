using System.Text;
using Hub.Core.Storage.Blobs;
using Hub.Core.Storage.Sqlite;
using Hub.Tests.Servers;

namespace Hub.Tests.Storage.Blobs;

public sealed class BodiesTests : IAsyncLifetime
{
    private readonly TempFolder _folder = new("bodies");
    private SqliteStore _store = null!;
    private Bodies _bodies = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _store = new SqliteStore(_folder.Path, TimeProvider.System);
        await _store.OpenAsync(Ct);
        _bodies = new Bodies(new FileBlobStore(_store, new BlobScratch(_folder.Path, TimeProvider.System)));
    }

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("a", Bodies.MostInlineBytes, true)]
    [InlineData("a", Bodies.MostInlineBytes + 1, false)]
    [InlineData("訴", Bodies.MostInlineBytes / 3, true)]
    [InlineData("訴", (Bodies.MostInlineBytes / 3) + 1, false)]
    public async Task A_text_is_inline_up_to_64_KiB_of_UTF8(string letter, int letters, bool inline)
    {
        var text = string.Concat(Enumerable.Repeat(letter, letters));

        var stored = await _bodies.PrepareAsync(text, Ct);

        Assert.Equal((inline, !inline), (stored.Inline is not null, stored.Hash is not null));
        Assert.Equal(text, await _bodies.ReadAsync(stored.Inline, stored.Hash, Ct));
    }

    [Fact]
    public async Task No_text_stays_no_text()
    {
        Assert.Equal(StoredBody.None, await _bodies.PrepareAsync((string?)null, Ct));
        Assert.Null(await _bodies.ReadAsync(null, null, Ct));
    }

    [Fact]
    public async Task A_large_text_keeps_its_first_character_whatever_it_is()
    {
        var text = "\uFEFF" + new string('x', Bodies.MostInlineBytes);

        var stored = await _bodies.PrepareAsync(text, Ct);

        Assert.Equal(text, await _bodies.ReadAsync(null, stored.Hash, Ct));
        Assert.Equal("\uFEFFxx", await _bodies.ReadStartAsync(null, stored.Hash, 3, Ct));
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(Bodies.MostInlineBytes, true)]
    [InlineData(Bodies.MostInlineBytes + 1, false)]
    [InlineData(3_000_000, false)]
    public async Task A_file_is_inline_up_to_64_KiB_and_whole_beyond(int size, bool inline)
    {
        var content = Encoding.ASCII.GetBytes(new string('x', size));

        var fromStream = await _bodies.PrepareAsync(new MemoryStream(content), Ct);
        var fromMemory = await _bodies.PrepareAsync(content.AsMemory(), Ct);

        Assert.Equal((inline, (long)size), (fromStream.Hash is null, fromStream.Size));
        Assert.Equal((fromStream.Hash, fromStream.Size), (fromMemory.Hash, fromMemory.Size));
        await using var served = await _bodies.OpenAsync(fromStream.Inline, fromStream.Hash, Ct);
        using var copy = new MemoryStream();
        await served.CopyToAsync(copy, Ct);
        Assert.Equal(content, copy.ToArray());
    }
}
