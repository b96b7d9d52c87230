using Hub.Core.Storage;

namespace Hub.Core.Housekeeping;

/// <summary>Does a long job in units of at most <see cref="MostRows"/> rows, between which intake and agents come first.</summary>
public static class Pieces
{
    /// <summary>The most rows of a piece.</summary>
    public const int MostRows = 200;

    /// <summary>Repeats a piece until it finds nothing more; answers how many rows all pieces changed.</summary>
    /// <exception cref="LeaseLostException">The work goes on elsewhere.</exception>
    public static async Task<long> RunAsync(Store store, Lease lease, Func<Tx, CancellationToken, Task<int>> piece, CancellationToken ct)
    {
        long total = 0;
        int rows;
        do
        {
            rows = await store.WriteInBackgroundAsync(
                async (tx, token) =>
                {
                    await tx.FenceAsync(lease, token);
                    return await piece(tx, token);
                },
                ct);
            total += rows;
        }
        while (rows > 0);
        return total;
    }
}
