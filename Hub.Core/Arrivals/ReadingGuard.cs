using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Hub.Core.Arrivals;

/// <summary>
/// Remembers, outside the process, which inputs are being read: an input whose reading has ended the process twice is not read a third
/// time. What was being read when the process ended is suspect, and suspects are read one at a time, so that the guilty one is not counted
/// together with those that were only near.
/// </summary>
public sealed class ReadingGuard : IDisposable
{
    private const int MostDeaths = 2;
    private const int MostSuspects = 128;

    private readonly ReadingPlaces _places;
    private readonly ConcurrentBag<int> _free = [];
    private readonly ConcurrentDictionary<string, Suspect> _suspects = new();
    private readonly SemaphoreSlim _freePlaces = new(0);
    private readonly SemaphoreSlim _oneSuspect = new(1);

    /// <summary>Opens the file of this data folder and counts a death for each input that was being read.</summary>
    public ReadingGuard(string dataFolder)
    {
        _places = new ReadingPlaces(dataFolder);
        var found = _places.Read().ToLookup(place => ReadingPlaces.IsEmpty(place.Hash));
        foreach (var empty in found[true]) Free(empty.Place);
        foreach (var left in found[false].OrderByDescending(left => left.Deaths)) Suspected(left.Place, left.Hash, left.Deaths + (left.WasBeingRead ? 1 : 0));
    }

    /// <summary>Whether the reading of this input has ended the process too often.</summary>
    public bool IsDeadly(ReadOnlySpan<byte> input) =>
        !_suspects.IsEmpty && _suspects.TryGetValue(Name(Hash(input)), out var suspect) && suspect.Deaths >= MostDeaths;

    /// <summary>Notes that this input is being read; dispose the answer when the reading is over, however it ended.</summary>
    public async ValueTask<IDisposable> BeginAsync(ReadOnlyMemory<byte> input, CancellationToken ct)
    {
        var hash = Hash(input.Span);
        if (!_suspects.IsEmpty && await BeginSuspectAsync(hash, ct) is { } reading) return reading;
        await _freePlaces.WaitAsync(ct);
        if (!_free.TryTake(out var place)) throw new InvalidOperationException("There are fewer places than the semaphore lets in.");
        _places.Write(place, hash, deaths: 0, beingRead: true);
        return new Reading(() => Free(place));
    }

    /// <summary>Forgets an input that was set aside unread.</summary>
    public void Forget(ReadOnlySpan<byte> input)
    {
        if (_suspects.TryRemove(Name(Hash(input)), out var suspect)) Free(suspect.Place);
    }

    /// <summary>Closes the file.</summary>
    public void Dispose()
    {
        _places.Dispose();
        _freePlaces.Dispose();
        _oneSuspect.Dispose();
    }

    private async Task<Reading?> BeginSuspectAsync(byte[] hash, CancellationToken ct)
    {
        if (!_suspects.ContainsKey(Name(hash))) return null;
        await _oneSuspect.WaitAsync(ct);
        if (!_suspects.TryRemove(Name(hash), out var suspect))
        {
            _oneSuspect.Release();
            return null;
        }

        _places.Write(suspect.Place, hash, suspect.Deaths, beingRead: true);
        return new Reading(() =>
        {
            Free(suspect.Place);
            _oneSuspect.Release();
        });
    }

    private void Suspected(int place, byte[] hash, int deaths)
    {
        _places.Write(place, hash, deaths, beingRead: false);
        if (_suspects.Count == MostSuspects || !_suspects.TryAdd(Name(hash), new Suspect(deaths, place))) Free(place);
    }

    private void Free(int place)
    {
        _places.Wipe(place);
        _free.Add(place);
        _freePlaces.Release();
    }

    private static byte[] Hash(ReadOnlySpan<byte> input) => SHA256.HashData(input)[..ReadingPlaces.HashBytes];

    private static string Name(byte[] hash) => Convert.ToHexString(hash);

    private sealed record Suspect(int Deaths, int Place);

    private sealed class Reading(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
