using System.Buffers.Binary;

namespace Hub.Tests.Channels.Fax.Tiff;

/// <summary>Bends the fields of a little-endian TIFF.</summary>
internal static class HostileTiffs
{
    public static void SetCount(byte[] tiff, int page, int tag, uint count) => BinaryPrimitives.WriteUInt32LittleEndian(tiff.AsSpan(Entry(tiff, page, tag) + 4), count);

    private static int Entry(byte[] tiff, int page, int tag)
    {
        var at = page + 2;
        while (BinaryPrimitives.ReadUInt16LittleEndian(tiff.AsSpan(at)) != tag) at += 12;
        return at;
    }
}
