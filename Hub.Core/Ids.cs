using System.Buffers.Binary;

namespace Hub.Core;

/// <summary>Makes the ids of everything stored: UUID version 7 (RFC 9562 section 5.7), so that they sort by their time of birth.</summary>
public static class Ids
{
    /// <summary>A new id that carries the provider's present time in its first 48 bits.</summary>
    public static Guid New(TimeProvider time) => Guid.CreateVersion7(time.GetUtcNow());

    /// <summary>When an id was made, to the millisecond.</summary>
    public static DateTimeOffset TimeOf(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        return DateTimeOffset.FromUnixTimeMilliseconds(BinaryPrimitives.ReadInt64BigEndian(bytes) >>> 16);
    }

    /// <summary>The form in which an id is shown and taken by the API: 36 lower-case characters.</summary>
    public static string Text(Guid id) => id.ToString("D");
}
