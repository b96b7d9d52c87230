using Hub.Channels.Fax.Tiff;

namespace Hub.Tests.Channels.Fax.Tiff;

public sealed class HostileTiffTests
{
    private const int None = 1, Group3 = 3, Group4 = 4;

    /// <summary>A page at the limit, twice (as packed and stretched), and its lines; no input may make more of it.</summary>
    private const long MostBytes = 24L << 20;

    public static TheoryData<int, long> Fields => new()
    {
        { TiffBuilder.Width, 0 },
        { TiffBuilder.Width, TiffLimits.Width + 1 },
        { TiffBuilder.Height, 0 },
        { TiffBuilder.Height, TiffLimits.Height + 1 },
        { TiffBuilder.Height, uint.MaxValue },
        { TiffBuilder.BitsPerSample, 8 },
        { TiffBuilder.Compression, 7 },
        { TiffBuilder.Compression, uint.MaxValue },
        { TiffBuilder.StripOffsets, uint.MaxValue },
        { 277, 3 },
        { 322, 16 },
    };

    [Theory]
    [MemberData(nameof(Fields))]
    public void What_no_fax_has_is_refused(int tag, long value) => Refused(new TiffBuilder().Page(16, 1, None, [0, 0], (tag, value)).ToArray());

    [Fact]
    public void A_page_of_too_many_pixels_is_refused() => Refused(new TiffBuilder().Page(TiffLimits.Width, TiffLimits.Height, Group4, [0]).ToArray());

    [Theory]
    [InlineData("")]
    [InlineData("II")]
    [InlineData("II*\0\0\0\0\0")]
    [InlineData("II*\0\u007f\0\0\0")]
    [InlineData("MM*\0\0\0\0\u0008")]
    [InlineData("%PDF-1.7 and more")]
    public void What_is_no_TIFF_is_refused(string start) => Refused([.. start.Select(letter => (byte)letter)]);

    [Fact]
    public void Pages_that_go_round_in_a_circle_are_refused()
    {
        var tiff = new TiffBuilder().Page(16, 1, None, [0, 0]).Page(16, 1, None, [0, 0]);
        Refused(tiff.Next(tiff.LastPage).ToArray());
    }

    [Fact]
    public void More_pages_than_any_fax_has_are_refused()
    {
        var tiff = new TiffBuilder();
        for (var i = 0; i <= TiffLimits.Pages; i++) tiff.Page(8, 1, None, [0]);
        Refused(tiff.ToArray());
    }

    [Fact]
    public void A_fax_that_ends_in_the_fields_of_a_page_shows_those_before()
    {
        var tiff = new TiffBuilder().Page(8, 1, None, [0x55]).Page(8, 1, None, [0xAA]);
        Assert.Equal(1, TiffFile.Open(tiff.ToArray().AsMemory(0, tiff.LastPage + 20)).Pages);
    }

    [Fact]
    public void Strips_that_each_name_the_whole_file_are_refused()
    {
        const int strips = 20_000;
        var tiff = new TiffBuilder();
        var zeros = tiff.Add(new byte[strips * 4]);
        var lengths = tiff.Add([.. Enumerable.Repeat<byte[]>([0xFF, 0xFF, 0xFF, 0], strips).SelectMany(bytes => bytes)]);
        var bytes = tiff.Page(8, strips, Group3, [0], (TiffBuilder.RowsPerStrip, 1), (TiffBuilder.StripOffsets, zeros), (TiffBuilder.StripByteCounts, lengths), (TiffBuilder.FillOrder, 2)).ToArray();
        HostileTiffs.SetCount(bytes, tiff.LastPage, TiffBuilder.StripOffsets, strips);
        HostileTiffs.SetCount(bytes, tiff.LastPage, TiffBuilder.StripByteCounts, strips);
        Refused(bytes);
    }

    [Theory(Timeout = 120_000)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Bent_bytes_are_shown_or_refused_and_nothing_else(int seed)
    {
        await Task.Yield();
        var random = new Random(seed);
        for (var round = 0; round < 1500; round++)
        {
            var bytes = Original(random);
            for (var bend = random.Next(1, 8); bend > 0; bend--) bytes[random.Next(bytes.Length)] = random.Next(3) == 0 ? (byte)0xFF : (byte)random.Next(256);
            if (random.Next(4) == 0) bytes = bytes[..random.Next(bytes.Length)];
            var before = GC.GetAllocatedBytesForCurrentThread();
            ShowOrRefuse(bytes);
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MostBytes);
        }
    }

    /// <summary>Random codes between the fields of a page that is otherwise good.</summary>
    private static byte[] Original(Random random)
    {
        var strip = new byte[random.Next(1, 400)];
        random.NextBytes(strip);
        // random bits hardly ever make an end of line
        for (var i = 0; i + 2 < strip.Length; i += random.Next(8, 60)) (strip[i], strip[i + 1], strip[i + 2]) = (0, 0x01, (byte)(strip[i + 2] | 0x80));
        int[] compressions = [None, 2, Group3, Group3, Group4, 32773];
        return new TiffBuilder(random.Next(2) == 0).Page(
            random.Next(1, 3000), random.Next(1, 200), compressions[random.Next(compressions.Length)], strip,
            (TiffBuilder.T4Options, random.Next(2)), (TiffBuilder.FillOrder, random.Next(1, 3)), (TiffBuilder.Photometric, random.Next(2))).ToArray();
    }

    private static void ShowOrRefuse(byte[] bytes)
    {
        try
        {
            var page = TiffFile.Open(bytes).Page(0);
            Assert.Equal(page.Stride * page.Height, page.Bits.Length);
        }
        catch (UnreadableTiffException)
        {
            // it says why
        }
    }

    private static void Refused(byte[] bytes) => Assert.NotEmpty(Assert.Throws<UnreadableTiffException>(() => TiffFile.Open(bytes).Page(0)).Message);
}
