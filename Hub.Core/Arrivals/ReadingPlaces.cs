namespace Hub.Core.Arrivals;

/// <summary>
/// The file behind <see cref="ReadingGuard"/>: so many places of 32 bytes, each empty or the hash of an input, how often its reading has
/// ended the process, and whether it is being read now. It needs no sync: it must outlive the process, not the machine.
/// </summary>
internal sealed class ReadingPlaces : IDisposable
{
    public const int HashBytes = 31;
    private const int Count = 512;
    private const int PlaceBytes = HashBytes + 1;
    private const byte BeingRead = 0x80;
    private static readonly byte[] Empty = new byte[PlaceBytes];

    private readonly FileStream _file;

    public ReadingPlaces(string dataFolder)
    {
        Directory.CreateDirectory(dataFolder);
        _file = new FileStream(
            Path.Combine(dataFolder, "reading.now"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);
        _file.SetLength(Count * PlaceBytes);
    }

    /// <summary>Every place: its number, and what a former process has left there.</summary>
    public IEnumerable<(int Place, byte[] Hash, int Deaths, bool WasBeingRead)> Read()
    {
        var bytes = new byte[PlaceBytes];
        for (var place = 0; place < Count; place++)
        {
            RandomAccess.Read(_file.SafeFileHandle, bytes, place * PlaceBytes);
            var last = bytes[HashBytes];
            yield return (place, bytes[..HashBytes], last & ~BeingRead, (last & BeingRead) != 0);
        }
    }

    public static bool IsEmpty(byte[] hash) => hash.AsSpan().SequenceEqual(Empty.AsSpan(..HashBytes));

    public void Write(int place, byte[] hash, int deaths, bool beingRead)
    {
        var last = (byte)(Math.Min(deaths, BeingRead - 1) | (beingRead ? BeingRead : 0));
        RandomAccess.Write(_file.SafeFileHandle, [.. hash, last], place * PlaceBytes);
    }

    public void Wipe(int place) => RandomAccess.Write(_file.SafeFileHandle, Empty, place * PlaceBytes);

    public void Dispose() => _file.Dispose();
}
