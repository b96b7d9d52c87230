using Hub.Core.Search;
using Hub.Core.Search.Postgres;
using Hub.Core.Storage.Blobs;
using Hub.Tests.Contracts;

namespace Hub.Tests.Search;

public sealed class PostgresSearchTests : SearchContract<PostgresTestDatabase>
{
    [Fact]
    public async Task An_index_of_another_version_begins_anew()
    {
        var conversation = await Rows.WithMessageAsync("word", Ct);
        await CatchUpAsync();
        await ExecuteAsync("UPDATE search_position SET version = 0", null);
        await ExecuteAsync("UPDATE search_documents SET words = '''other'':1'", null);

        await CatchUpAsync();

        Assert.Equal([conversation], await FindAsync("word"));
    }

    protected override ISearchIndex NewIndex() => new PostgresSearchIndex(Store);

    protected override IBlobStore NewBlobs(BlobScratch scratch) => new PostgresBlobStore(Store, scratch);
}
