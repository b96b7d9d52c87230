namespace Hub.Channels.Fax.Tiff;

/// <summary>A page in black and white.</summary>
/// <param name="Width">Pixels of a line.</param>
/// <param name="Height">Lines.</param>
/// <param name="Bits">The lines one after the other, each beginning with a byte; the highest bit is the leftmost pixel; what is set is black.</param>
/// <param name="Damaged">Lines that could not be read whole, or at all: those show what could be read, and white.</param>
public sealed record Bitmap(int Width, int Height, ReadOnlyMemory<byte> Bits, int Damaged)
{
    /// <summary>Bytes of a line.</summary>
    public int Stride => (Width + 7) / 8;
}
