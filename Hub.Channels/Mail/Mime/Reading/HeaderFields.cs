namespace Hub.Channels.Mail.Mime.Reading;

/// <summary>The fields of a header, in their order. Names are compared without regard to case.</summary>
public sealed class HeaderFields
{
    private readonly IReadOnlyList<HeaderField> _fields;

    internal HeaderFields(IReadOnlyList<HeaderField> fields) => _fields = fields;

    /// <summary>Every field, at most 1,000.</summary>
    public IReadOnlyList<HeaderField> List => _fields;

    /// <summary>The first field of this name, or null.</summary>
    public HeaderField? Find(string name)
    {
        for (var i = 0; i < _fields.Count; i++)
            if (_fields[i].IsNamed(name)) return _fields[i];
        return null;
    }

    /// <summary>Every field of this name.</summary>
    public IEnumerable<HeaderField> All(string name)
    {
        for (var i = 0; i < _fields.Count; i++)
            if (_fields[i].IsNamed(name)) yield return _fields[i];
    }

    /// <summary>The last field of this name, or null.</summary>
    internal HeaderField? FindLast(string name)
    {
        for (var i = _fields.Count - 1; i >= 0; i--)
            if (_fields[i].IsNamed(name)) return _fields[i];
        return null;
    }
}
