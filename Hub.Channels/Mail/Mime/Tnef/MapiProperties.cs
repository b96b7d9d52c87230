namespace Hub.Channels.Mail.Mime.Tnef;

/// <summary>The properties of a message or attachment as TNEF writes them ([MS-OXTNEF] section 2.1.3.4, MsgPropertyList).</summary>
internal static class MapiProperties
{
    private const int MostProperties = 4_000;
    private const int MostValues = 10_000;
    private const uint Guid = 16;
    private const ushort Multiple = 0x1000;

    /// <summary>The properties by their id; of one that is there twice the last. A fault ends the list.</summary>
    public static Dictionary<ushort, MapiValue> Read(ReadOnlyMemory<byte> bytes, out bool isComplete)
    {
        var properties = new Dictionary<ushort, MapiValue>();
        var cursor = new TnefCursor(bytes);
        var count = cursor.Int();
        isComplete = count <= MostProperties;
        for (var i = 0; i < Math.Min(count, MostProperties) && !cursor.IsBroken; i++)
        {
            var (type, id) = (cursor.Short(), cursor.Short());
            if (id >= 0x8000) SkipName(cursor);
            if (ReadValue(cursor, type) is not { } value)
            {
                isComplete = false;
                break;
            }

            properties[id] = value;
        }

        isComplete &= !cursor.IsBroken;
        return properties;
    }

    private static void SkipName(TnefCursor cursor)
    {
        cursor.Take(Guid);
        if (cursor.Int() == 0) cursor.Int();
        else cursor.TakePadded(cursor.Int());
    }

    private static MapiValue? ReadValue(TnefCursor cursor, ushort type)
    {
        var single = (ushort)(type & ~Multiple);
        var isSized = single is MapiValue.String8 or MapiValue.Unicode or MapiValue.Binary or MapiValue.Object;
        if (!isSized && LengthOf(single) is 0) return null;
        var values = isSized || type != single ? cursor.Int() : 1;
        if (values > MostValues) return null;
        var first = ReadOnlyMemory<byte>.Empty;
        for (var i = 0; i < values && !cursor.IsBroken; i++)
        {
            var bytes = cursor.TakePadded(isSized ? cursor.Int() : LengthOf(single));
            if (i == 0) first = bytes;
        }

        return new MapiValue(single, first);
    }

    /// <summary>The length of a value of a fixed size; 0 for an unknown type, behind which nothing can be read.</summary>
    private static uint LengthOf(ushort type) => type switch
    {
        0x0001 or 0x0002 or 0x0003 or 0x0004 or 0x000a or 0x000b => 4,
        0x0005 or 0x0006 or 0x0007 or 0x0014 or 0x0040 => 8,
        0x0048 => 16,
        _ => 0,
    };
}
