namespace Hub.Channels.Mail.Mime.Reading;

/// <summary>A field of a header (RFC 5322 section 2.2).</summary>
public readonly record struct HeaderField
{
    private readonly ReadOnlyMemory<byte> _name;
    private readonly ReadOnlyMemory<byte> _value;

    internal HeaderField(ReadOnlyMemory<byte> name, ReadOnlyMemory<byte> value)
    {
        _name = name;
        _value = value;
    }

    /// <summary>Its name as written.</summary>
    public string Name => HeaderText.Unfold(_name.Span);

    /// <summary>Its value on one line, undecoded. Bytes beyond ASCII are read as UTF-8 (RFC 6532), else as windows-1252.</summary>
    public string Raw => HeaderText.Unfold(_value.Span);

    /// <summary>Its value for people: encoded words (RFC 2047) decoded, control characters made spaces.</summary>
    public string Text => HeaderText.Decode(_value.Span);

    /// <summary>The value's bytes, folded as they came.</summary>
    internal ReadOnlySpan<byte> Bytes => _value.Span;

    internal bool IsNamed(ReadOnlySpan<char> name) => System.Text.Ascii.EqualsIgnoreCase(_name.Span, name);
}
