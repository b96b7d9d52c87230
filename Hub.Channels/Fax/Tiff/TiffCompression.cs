namespace Hub.Channels.Fax.Tiff;

/// <summary>How the lines of a page are written, by the numbers of the field Compression (TIFF 6.0 sections 3, 10 and 11).</summary>
internal enum TiffCompression
{
    /// <summary>As they are.</summary>
    None = 1,

    /// <summary>Runs of T.4 in one dimension, each line beginning with a byte, without ends of lines.</summary>
    Runs = 2,

    /// <summary>ITU-T T.4, in one or two dimensions (group 3).</summary>
    Group3 = 3,

    /// <summary>ITU-T T.6 (group 4).</summary>
    Group4 = 4,

    /// <summary>Repeated bytes are counted.</summary>
    PackBits = 32773,
}
