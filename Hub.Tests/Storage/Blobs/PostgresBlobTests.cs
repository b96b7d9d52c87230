using Hub.Core.Storage.Blobs;
using Hub.Tests.Contracts;

namespace Hub.Tests.Storage.Blobs;

public sealed class PostgresBlobTests : BlobContract<PostgresTestDatabase>
{
    // each waits for the commit of the one before
    protected override int Repeats => 1000;

    protected override IBlobStore NewStore() => new PostgresBlobStore(Store, Scratch);

    protected override Task DamageAsync(BlobHash hash) => ExecuteAsync(
        "UPDATE blob_pieces SET data = set_byte(data, 3, (get_byte(data, 3) + 1) % 256) WHERE hash = @hash", new { hash = hash.ToString() });

    protected override Task LoseAsync(BlobHash hash) =>
        ExecuteAsync("DELETE FROM blob_pieces WHERE hash = @hash", new { hash = hash.ToString() });

    protected override Task<long> CopiesAsync() => CountAsync("SELECT COUNT(*) FROM blob_pieces");
}
