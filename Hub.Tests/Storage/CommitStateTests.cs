using Hub.Core.Storage;
using Hub.Core.Storage.Sqlite;
using Hub.Tests.Servers;
using Hub.Tests.Time;

namespace Hub.Tests.Storage;

public sealed class CommitStateTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_store_that_could_not_commit_is_tried_after_a_while_and_not_believed_before()
    {
        using var folder = new TempFolder("commits");
        var time = new ManualTime();
        await using var store = new SqliteStore(folder.Path, time);
        await store.OpenAsync(Ct);
        Assert.True(await store.Commits.IsAbleAsync(Ct));

        store.Commits.Failed();
        Assert.False(await store.Commits.IsAbleAsync(Ct));
        time.Advance(TimeSpan.FromSeconds(2));
        Assert.True(await store.Commits.IsAbleAsync(Ct));

        store.Commits.Failed();
        time.Advance(TimeSpan.FromSeconds(2));
        Assert.True(await store.Commits.IsAbleAsync(Ct));
        Assert.Equal(1, await store.ReadAsync((db, read) => db.FirstAsync<long>("SELECT COUNT(*) FROM settings WHERE name = 'commit.trial'", null, read), Ct));
    }

    [Fact]
    public async Task What_a_unit_itself_does_wrong_says_nothing_about_the_store()
    {
        using var folder = new TempFolder("commits");
        await using var store = new SqliteStore(folder.Path, new ManualTime());
        await store.OpenAsync(Ct);
        await Assert.ThrowsAsync<ConstraintException>(() => store.WriteAsync(
            (tx, unit) => tx.ExecuteAsync("INSERT INTO settings (name, value) VALUES ('x', '1'), ('x', '2')", null, unit), Ct));
        Assert.True(await store.Commits.IsAbleAsync(Ct));
    }
}
