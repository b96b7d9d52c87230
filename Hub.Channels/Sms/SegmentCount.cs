namespace Hub.Channels.Sms;

/// <summary>What a text costs.</summary>
/// <param name="Encoding">How it is written: <see cref="Gsm7"/> or <see cref="Ucs2"/>.</param>
/// <param name="Segments">The segments that it is cut into; each is paid for.</param>
/// <param name="Units">Its length in septets of GSM-7 or units of UTF-16.</param>
/// <param name="Remaining">What the last segment has left, in the same.</param>
public readonly record struct SegmentCount(string Encoding, int Segments, int Units, int Remaining)
{
    /// <summary>The alphabet of 7 bits.</summary>
    public const string Gsm7 = "GSM-7";

    /// <summary>16 bits a unit, for whatever the other does not have.</summary>
    public const string Ucs2 = "UCS-2";
}
