using System.Buffers.Binary;
using System.Text;

namespace Hub.Channels.Mail.Mime.Rtf;

/// <summary>Unpacks the rich text of Outlook ([MS-OXRTFCP] section 2.1). Two bytes become at most 17, so the work is linear.</summary>
internal static class CompressedRtf
{
    private const int HeaderLength = 16;
    private const int MostBytes = 8 * 1024 * 1024;
    private const int WindowLength = 4096;
    private const uint Packed = 0x75465a4c;
    private const uint Plain = 0x414c454d;

    private static readonly byte[] Start = Encoding.ASCII.GetBytes(
        "{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans SerifSymbolArial"
        + "Times New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx");

    /// <summary>The rich text, as far as it can be unpacked; null where it is none.</summary>
    public static byte[]? Unpack(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < HeaderLength) return null;
        var length = (int)Math.Min(BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]), MostBytes);
        var content = bytes[HeaderLength..];
        return BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..]) switch
        {
            Plain => content[..Math.Min(length, content.Length)].ToArray(),
            Packed => Unpack(content, length),
            _ => null,
        };
    }

    private static byte[] Unpack(ReadOnlySpan<byte> from, int length)
    {
        var window = new byte[WindowLength];
        Start.CopyTo(window, 0);
        var (at, end) = (0, Start.Length);
        var to = new List<byte>(Math.Min(length, from.Length * 9));
        while (at < from.Length && to.Count < length)
        {
            var control = from[at++];
            for (var bit = 0; bit < 8 && to.Count < length; bit++, control >>= 1)
            {
                if ((control & 1) == 0)
                {
                    if (at >= from.Length) return [.. to];
                    Write(from[at++]);
                    continue;
                }

                if (at + 1 >= from.Length) return [.. to];
                var (offset, count) = ((from[at] << 4) | (from[at + 1] >> 4), (from[at + 1] & 0xf) + 2);
                at += 2;
                if (offset == end) return [.. to];
                for (var i = 0; i < count && to.Count < length; i++) Write(window[(offset + i) % WindowLength]);
            }
        }

        return [.. to];

        void Write(byte value)
        {
            to.Add(value);
            window[end] = value;
            end = (end + 1) % WindowLength;
        }
    }
}
