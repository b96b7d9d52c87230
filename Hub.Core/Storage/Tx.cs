using System.Data.Common;
using Dapper;
using Hub.Core.Journal;

namespace Hub.Core.Storage;

/// <summary>
/// One unit of work inside the write door. It may run twice, so it touches nothing but this transaction: no network, no files, no
/// state in memory. Journal entries are collected and written as the unit's last statement.
/// </summary>
public sealed class Tx : DbSession
{
    private readonly List<JournalEntry> _entries = [];
    private readonly HashSet<Topic> _news = [];

    internal Tx(DbConnection connection, Dialect dialect, TimeProvider time) : base(connection, dialect) => Time = time;

    /// <summary>The hub's clock.</summary>
    public TimeProvider Time { get; }

    internal IReadOnlyList<JournalEntry> Entries => _entries;

    internal IReadOnlySet<Topic> News => _news;

    /// <summary>What goes with the commit, before the journal.</summary>
    internal List<DbBatchCommand> AtEnd { get; } = [];

    /// <summary>Runs a statement and answers how many rows it changed.</summary>
    public Task<int> ExecuteAsync(string sql, object? args, CancellationToken ct) => Connection.ExecuteAsync(Command(sql, args, ct));

    /// <summary>Appends an entry to the journal, with this transaction or not at all.</summary>
    public void Append(JournalEntry entry)
    {
        _entries.Add(entry);
        _news.Add(Topic.Journal);
    }

    /// <summary>Wakes whoever waits for this topic once the transaction has committed.</summary>
    public void Announce(Topic topic) => _news.Add(topic);

    /// <summary>
    /// Proves that the lease is still held here and keeps it so until the commit: a takeover waits for this transaction.
    /// </summary>
    /// <exception cref="LeaseLostException">Somebody else holds it.</exception>
    public async Task FenceAsync(Lease lease, CancellationToken ct)
    {
        var held = await Statement("SELECT 1 FROM leases WHERE name = $1 AND epoch = $2 {keyShare}")
            .Bind(lease.Name).Bind(lease.Epoch).FirstAsync(row => row.Long(0), ct);
        if (held == 0) throw new LeaseLostException(lease.Name);
    }

    internal void Reset()
    {
        _entries.Clear();
        _news.Clear();
    }
}
