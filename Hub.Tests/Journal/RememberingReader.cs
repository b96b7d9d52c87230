using Hub.Core.Journal;
using Hub.Core.Storage;

namespace Hub.Tests.Journal;

/// <summary>Remembers what it applied, and tells what each one of it has seen; fails where a test wants it to.</summary>
internal sealed class RememberingReader(List<List<long>> lives, Func<long, bool> fails) : IJournalReader
{
    private readonly List<long> _seen = Begin(lives);

    public string Name => "recorder";

    public JournalStart StartsAt => JournalStart.Beginning;

    public IJournalReader Fresh() => new RememberingReader(lives, fails);

    public Task HandleAsync(Tx tx, IReadOnlyList<JournalEntry> entries, CancellationToken ct)
    {
        _seen.AddRange(entries.Select(entry => entry.Seq));
        return entries.Any(entry => fails(entry.Seq)) ? throw new FormatException("fails once") : Task.CompletedTask;
    }

    private static List<long> Begin(List<List<long>> lives)
    {
        lives.Add([]);
        return lives[^1];
    }
}
