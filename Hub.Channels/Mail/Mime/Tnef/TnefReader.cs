using System.Buffers.Binary;
using System.Text;
using Hub.Channels.Mail.Mime.Reading;
using Hub.Channels.Mail.Mime.Rtf;

namespace Hub.Channels.Mail.Mime.Tnef;

/// <summary>
/// Reads the stream in which Outlook and Exchange put a message that they do not write as MIME: the attachment winmail.dat ([MS-OXTNEF]). In
/// one pass, bounded by the stream: attachments are slices of it, only a compressed body is unpacked. A message within the message is one
/// of its files, as it is.
/// </summary>
internal static class TnefReader
{
    private const uint Signature = 0x223e9f78;
    private const int MostFiles = 500;
    private const int ObjectKind = 16;

    private const uint MessageBody = 0x0002800c;
    private const uint OemCodepage = 0x00069007;
    private const uint MessageProperties = 0x00069003;
    private const uint AttachmentBegins = 0x00069002;
    private const uint AttachmentData = 0x0006800f;
    private const uint AttachmentTitle = 0x00018010;
    private const uint AttachmentProperties = 0x00069005;

    /// <summary>Whether these bytes claim to be such a stream.</summary>
    public static bool Claims(ReadOnlySpan<byte> bytes) => bytes.Length >= 6 && BinaryPrimitives.ReadUInt32LittleEndian(bytes) == Signature;

    /// <summary>Reads a stream as far as it goes; null where it is none.</summary>
    public static TnefMessage? Read(ReadOnlyMemory<byte> bytes)
    {
        if (!Claims(bytes.Span)) return null;
        var state = new State();
        var cursor = new TnefCursor(bytes[6..]);
        while (!cursor.IsAtEnd && !state.IsFull)
        {
            cursor.Byte();
            var attribute = cursor.Int();
            var content = cursor.Take(cursor.Int());
            cursor.Short();
            if (!cursor.IsBroken) state.Take(attribute, content);
        }

        return state.End(!cursor.IsBroken && cursor.IsAtEnd);
    }

    private sealed class State
    {
        private readonly List<TnefFile> _files = [];
        private Encoding _codepage = Charsets.OfPage(0);
        private ReadOnlyMemory<byte> _body;
        private Dictionary<ushort, MapiValue> _message = [];
        private TnefFile? _open;
        private bool _isComplete = true;

        public bool IsFull => _files.Count >= MostFiles;

        public void Take(uint attribute, ReadOnlyMemory<byte> content)
        {
            switch (attribute)
            {
                case OemCodepage when content.Length >= 4:
                    _codepage = Charsets.OfPage(BinaryPrimitives.ReadInt32LittleEndian(content.Span));
                    break;
                case MessageBody:
                    _body = content;
                    break;
                case MessageProperties:
                    _message = Properties(content);
                    break;
                case AttachmentBegins:
                    CloseFile();
                    _open = new TnefFile("", null, null, default);
                    break;
                case AttachmentTitle when _open is not null:
                    if (_open.Name.Length == 0) _open = _open with { Name = Text(content) };
                    break;
                case AttachmentData when _open is not null:
                    _open = _open with { Content = content };
                    break;
                case AttachmentProperties when _open is not null:
                    _open = Described(_open, Properties(content));
                    break;
            }
        }

        public TnefMessage End(bool isAtEnd)
        {
            CloseFile();
            var (text, html) = (TextOf(MapiProperty.Body), HtmlOf());
            if (text is null && !_body.IsEmpty) text = Text(_body);
            if (html is null && _message.TryGetValue(MapiProperty.CompressedRtf, out var packed) && CompressedRtf.Unpack(packed.Bytes.Span) is { } rtf)
            {
                var said = RtfText.Read(rtf);
                if (said.IsHtml) html = said.Text;
                else text ??= said.Text;
            }

            return new TnefMessage { Text = Filled(text), Html = Filled(html), Files = _files, IsComplete = isAtEnd && _isComplete };
        }

        private static string? Filled(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.ReplaceLineEndings("\n");

        private TnefFile Described(TnefFile file, Dictionary<ushort, MapiValue> properties)
        {
            string? Value(ushort id) => properties.TryGetValue(id, out var value) && value.Text(_codepage) is { Length: > 0 } text ? text : null;
            var name = Value(MapiProperty.AttachLongFileName) ?? Value(MapiProperty.AttachFileName) ?? Value(MapiProperty.DisplayName);
            var content = file.Content;
            // of an object the other content is only how it looks
            if (properties.TryGetValue(MapiProperty.AttachData, out var data) && (content.IsEmpty || data.Type == MapiValue.Object))
                content = data.Type == MapiValue.Object && data.Bytes.Length >= ObjectKind ? data.Bytes[ObjectKind..] : data.Bytes;
            return new TnefFile(name ?? file.Name, Value(MapiProperty.AttachMimeTag), Value(MapiProperty.AttachContentId)?.Trim('<', '>'), content);
        }

        private Dictionary<ushort, MapiValue> Properties(ReadOnlyMemory<byte> content)
        {
            var properties = MapiProperties.Read(content, out var isComplete);
            _isComplete &= isComplete;
            return properties;
        }

        private void CloseFile()
        {
            if (_open is not null) _files.Add(_open);
            _open = null;
        }

        private string Text(ReadOnlyMemory<byte> content) => new MapiValue(MapiValue.String8, content).Text(_codepage);

        private string? TextOf(ushort id) => _message.TryGetValue(id, out var value) ? value.Text(_codepage) : null;

        private string? HtmlOf()
        {
            if (!_message.TryGetValue(MapiProperty.Html, out var html)) return null;
            var page = _message.TryGetValue(MapiProperty.InternetCodepage, out var number) ? Charsets.OfPage(number.Number) : _codepage;
            return html.Text(page);
        }
    }
}
