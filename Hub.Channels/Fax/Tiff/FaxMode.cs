namespace Hub.Channels.Fax.Tiff;

/// <summary>How the next change of a line is told by the line above (ITU-T T.4 table 4): -3 to 3 is how far to the right of a change above it is.</summary>
internal static class FaxMode
{
    public const int Pass = 10;
    public const int Horizontal = 11;

    /// <summary>No code, the end of a page, or an extension that faxes do not use.</summary>
    public const int Unknown = 12;

    private const int Longest = 7;

    private static readonly (string Code, int Mode)[] Codes =
    [
        ("1", 0), ("011", 1), ("010", -1), ("001", Horizontal), ("0001", Pass), ("000011", 2), ("000010", -2), ("0000011", 3), ("0000010", -3),
    ];

    private static readonly (sbyte Mode, byte Length)[] Table = MakeTable();

    /// <summary>Reads one code; of one that is unknown nothing.</summary>
    public static int Read(ref BitSource bits)
    {
        var (mode, length) = Table[bits.Peek(Longest)];
        bits.Skip(length);
        return length == 0 ? Unknown : mode;
    }

    private static (sbyte, byte)[] MakeTable()
    {
        var table = new (sbyte, byte)[1 << Longest];
        foreach (var (code, mode) in Codes)
        {
            var free = Longest - code.Length;
            Array.Fill(table, ((sbyte)mode, (byte)code.Length), Convert.ToInt32(code, 2) << free, 1 << free);
        }

        return table;
    }
}
