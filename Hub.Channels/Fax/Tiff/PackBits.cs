namespace Hub.Channels.Fax.Tiff;

/// <summary>Counted bytes (TIFF 6.0 section 9).</summary>
internal static class PackBits
{
    private const byte Nothing = 128;

    /// <summary>Unpacks until one of the two ends.</summary>
    /// <returns>How many bytes there were.</returns>
    public static int Read(ReadOnlySpan<byte> packed, Span<byte> target)
    {
        var written = 0;
        for (var at = 0; at < packed.Length && written < target.Length;)
        {
            var lead = packed[at++];
            if (lead == Nothing) continue;
            if (lead < Nothing)
            {
                var count = Math.Min(Math.Min(lead + 1, packed.Length - at), target.Length - written);
                packed.Slice(at, count).CopyTo(target[written..]);
                (at, written) = (at + count, written + count);
            }
            else if (at < packed.Length)
            {
                var count = Math.Min(257 - lead, target.Length - written);
                target.Slice(written, count).Fill(packed[at++]);
                written += count;
            }
        }

        return written;
    }
}
