using Hub.Core.Search;
using Hub.Core.Search.Sqlite;
using Hub.Core.Storage.Blobs;
using Hub.Tests.Contracts;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hub.Tests.Search;

public sealed class SqliteSearchTests : SearchContract<SqliteTestDatabase>
{
    private SqliteSearchIndex? _restarted;

    private string File => Folder["search.db"];

    [Theory]
    [InlineData("deleted")]
    [InlineData("emptied")]
    [InlineData("garbage")]
    [InlineData("version")]
    [InlineData("none")]
    public async Task A_restart_finds_everything_whatever_happened_to_the_file(string damage)
    {
        var conversation = await Rows.WithMessageAsync("word", Ct);
        await CatchUpAsync();
        await ((SqliteSearchIndex)Index).DisposeAsync();
        await DamageAsync(damage);

        await using (_restarted = NewFileIndex())
        {
            await CatchUpAsync(_restarted);

            Assert.Equal([conversation], (await _restarted.FindAsync("word", 50, null, Ct)).Conversations);
        }
    }

    [Fact]
    public async Task A_file_that_is_damaged_under_way_is_made_anew_and_the_service_goes_on()
    {
        for (var i = 0; i < 300; i++) await Rows.WithMessageAsync($"word{i} {new string('x', 60)}{i}", Ct);
        await CatchUpAsync();
        await ((SqliteSearchIndex)Index).DisposeAsync();
        // behind the first pages, so that the damage shows only in use
        await using (var file = new FileStream(File, FileMode.Open, FileAccess.Write))
        {
            file.Position = 3 * 4096;
            await file.WriteAsync(Enumerable.Repeat((byte)0xA5, (int)file.Length - (3 * 4096)).ToArray(), Ct);
        }

        await using (_restarted = NewFileIndex())
        {
            await Assert.ThrowsAsync<SearchUnavailableException>(() => _restarted.FindAsync("word7", 50, null, Ct));
            await CatchUpAsync(_restarted);

            Assert.Single((await _restarted.FindAsync("word7", 50, null, Ct)).Conversations);
        }
    }

    [Fact]
    public async Task Searches_and_the_indexer_do_not_wait_for_each_other()
    {
        await CatchUpAsync();
        var searching = Task.Run(
            async () =>
            {
                for (var i = 0; i < 300; i++) await FindAsync("common");
            },
            Ct);

        for (var i = 0; i < 50; i++)
        {
            await Rows.WithMessageAsync("common", Ct);
            await CatchUpAsync();
        }

        await searching;
        Assert.Equal(50, (await FindAsync("common")).Count);
    }

    protected override ISearchIndex NewIndex() => NewFileIndex();

    protected override IBlobStore NewBlobs(BlobScratch scratch) => new FileBlobStore(Store, scratch);

    private SqliteSearchIndex NewFileIndex() => new(Folder.Path, Time, NullLogger<SqliteSearchIndex>.Instance);

    private async Task CatchUpAsync(SqliteSearchIndex index)
    {
        await ExpireAsync("search");
        var lease = await TakeAsync("search");
        using var indexer = new SearchIndexer(Store, NewNode(), index, NewSource(), NullLogger<SearchIndexer>.Instance);
        await indexer.BeginAsync(lease, Ct);
        while (await indexer.RunOnceAsync(lease, Ct))
        {
        }
    }

    private async Task DamageAsync(string damage)
    {
        switch (damage)
        {
            case "deleted":
                System.IO.File.Delete(File);
                break;
            case "emptied":
                await System.IO.File.WriteAllBytesAsync(File, [], Ct);
                break;
            case "garbage":
                await System.IO.File.WriteAllTextAsync(File, string.Concat(Enumerable.Repeat("not a database ", 1000)), Ct);
                break;
            case "version":
                await using (var connection = new SqliteConnection($"Data Source={File};Pooling=False"))
                {
                    await connection.OpenAsync(Ct);
                    await using var command = connection.CreateCommand();
                    command.CommandText = "PRAGMA user_version = 99";
                    await command.ExecuteNonQueryAsync(Ct);
                }

                break;
        }
    }
}
