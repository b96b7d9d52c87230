using System.Buffers.Binary;
using System.Text;

namespace Hub.Channels.Mail.Mime.Tnef;

/// <summary>The value of a MAPI property; of several the first.</summary>
/// <param name="Type">Its type ([MS-OXCDATA] section 2.11.1).</param>
/// <param name="Bytes">Its bytes.</param>
internal readonly record struct MapiValue(ushort Type, ReadOnlyMemory<byte> Bytes)
{
    public const ushort Object = 0x000d;
    public const ushort String8 = 0x001e;
    public const ushort Unicode = 0x001f;
    public const ushort Binary = 0x0102;

    /// <summary>The number that it is.</summary>
    public int Number => Bytes.Length >= 4 ? BinaryPrimitives.ReadInt32LittleEndian(Bytes.Span) : 0;

    /// <summary>The text that it is, up to its zero.</summary>
    public string Text(Encoding codepage)
    {
        var text = (Type == Unicode ? Encoding.Unicode : codepage).GetString(Bytes.Span);
        var end = text.IndexOf('\0', StringComparison.Ordinal);
        return end < 0 ? text : text[..end];
    }
}
