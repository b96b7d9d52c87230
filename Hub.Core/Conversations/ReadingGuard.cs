using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Hub.Core.Conversations;

/// <summary>
/// Remembers, outside the process, which inputs are being read: an input whose reading has ended the process twice is not read a third
/// time. The file has a place per input under way (its hash, then how often it was found there at a start); a place is written before the
/// reading and wiped after it. It needs no sync: it must outlive the process, not the machine.
/// </summary>
public sealed class ReadingGuard : IDisposable
{
    private const int Places = 512;
    private const int HashBytes = 31;
    private const int PlaceBytes = HashBytes + 1;
    private const int MostDeaths = 2;
    private const int MostSuspects = 128;
    private static readonly byte[] Wiped = new byte[PlaceBytes];

    private readonly FileStream _file;
    private readonly ConcurrentBag<int> _free = [];
    private readonly ConcurrentDictionary<string, Suspect> _suspects = new();
    private readonly SemaphoreSlim _places;

    /// <summary>Opens the file of this data folder and counts a death for each input that it names.</summary>
    public ReadingGuard(string dataFolder)
    {
        Directory.CreateDirectory(dataFolder);
        _file = new FileStream(
            Path.Combine(dataFolder, "reading.now"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);
        _file.SetLength(Places * PlaceBytes);
        var found = Enumerable.Range(0, Places).Select(ReadPlace).ToLookup(place => place.Hash.AsSpan().SequenceEqual(Wiped.AsSpan(..HashBytes)));
        var suspects = found[false].OrderByDescending(place => place.Deaths).ToList();
        foreach (var (hash, deaths, number) in suspects.Take(MostSuspects)) Suspected(hash, deaths + 1, number);
        foreach (var (_, _, number) in suspects.Skip(MostSuspects)) Wipe(number);
        foreach (var (_, _, number) in found[true]) _free.Add(number);
        _places = new SemaphoreSlim(_free.Count);
    }

    /// <summary>Whether the reading of this input has ended the process too often.</summary>
    public bool IsDeadly(ReadOnlySpan<byte> input) =>
        !_suspects.IsEmpty && _suspects.TryGetValue(Name(Hash(input)), out var suspect) && suspect.Deaths >= MostDeaths;

    /// <summary>Notes that this input is being read; dispose the answer when the reading is over, however it ended.</summary>
    public async ValueTask<IDisposable> BeginAsync(ReadOnlyMemory<byte> input, CancellationToken ct)
    {
        var hash = Hash(input.Span);
        // a suspect goes on in the place that counts its deaths
        if (!_suspects.IsEmpty && _suspects.TryRemove(Name(hash), out var suspect)) return new Reading(this, suspect.Place);
        await _places.WaitAsync(ct);
        if (!_free.TryTake(out var number)) throw new InvalidOperationException("There are fewer places than the semaphore lets in.");
        WritePlace(hash, 0, number);
        return new Reading(this, number);
    }

    /// <summary>Forgets an input that was set aside unread.</summary>
    public void Forget(ReadOnlySpan<byte> input)
    {
        if (_suspects.TryRemove(Name(Hash(input)), out var suspect)) End(suspect.Place);
    }

    /// <summary>Closes the file.</summary>
    public void Dispose()
    {
        _file.Dispose();
        _places.Dispose();
    }

    private void Suspected(byte[] hash, int deaths, int number)
    {
        WritePlace(hash, deaths, number);
        if (!_suspects.TryAdd(Name(hash), new Suspect(deaths, number))) Wipe(number);
    }

    private void End(int number)
    {
        Wipe(number);
        _places.Release();
    }

    private void Wipe(int number)
    {
        RandomAccess.Write(_file.SafeFileHandle, Wiped, number * PlaceBytes);
        _free.Add(number);
    }

    private (byte[] Hash, int Deaths, int Number) ReadPlace(int number)
    {
        var place = new byte[PlaceBytes];
        RandomAccess.Read(_file.SafeFileHandle, place, number * PlaceBytes);
        return (place[..HashBytes], place[HashBytes], number);
    }

    private void WritePlace(byte[] hash, int deaths, int number) =>
        RandomAccess.Write(_file.SafeFileHandle, [.. hash, (byte)Math.Min(deaths, byte.MaxValue)], number * PlaceBytes);

    private static byte[] Hash(ReadOnlySpan<byte> input) => SHA256.HashData(input)[..HashBytes];

    private static string Name(byte[] hash) => Convert.ToHexString(hash);

    private sealed record Suspect(int Deaths, int Place);

    private sealed class Reading(ReadingGuard guard, int number) : IDisposable
    {
        public void Dispose() => guard.End(number);
    }
}
