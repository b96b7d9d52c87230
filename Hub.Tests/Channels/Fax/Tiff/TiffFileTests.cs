using Hub.Channels.Fax.Tiff;

namespace Hub.Tests.Channels.Fax.Tiff;

public sealed class TiffFileTests
{
    private const int None = 1, Runs = 2, Group3 = 3, Group4 = 4, Counted = 32773;
    private const string EndOfLine = "000000000001";

    // white 4, black 3, white 9; the same by itself and by its difference to a white line
    private const string Mark = "1011 10 10100";
    private const string MarkBelowWhite = "001 1011 10 1";
    private const string White = "101010";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Unpacked_lines_are_read_in_either_byte_order(bool bigEndian) =>
        Assert.Equal("0E00 FFFF", Lines(new TiffBuilder(bigEndian).Page(16, 2, None, [0x0E, 0x00, 0xFF, 0xFF])));

    [Fact]
    public void The_lowest_bit_first_and_set_for_white_is_turned_round() => Assert.Equal(
        "F1FF", Lines(new TiffBuilder().Page(16, 1, None, [0x70, 0x00], (TiffBuilder.FillOrder, 2), (TiffBuilder.Photometric, 1))));

    [Fact]
    public void Counted_bytes_are_repeated() =>
        Assert.Equal("0102 0707 0707", Lines(new TiffBuilder().Page(16, 3, Counted, [1, 0x01, 0x02, 128, 253, 0x07])));

    [Fact]
    public void Runs_begin_each_line_with_a_byte() =>
        Assert.Equal("0E00 0000 FFFF", Lines(new TiffBuilder().Page(16, 3, Runs, Rows(Mark, White, "00110101 0000010111"))));

    [Fact]
    public void Group_3_stands_between_ends_of_lines() => Assert.Equal("0E00 0000 0E00", Lines(new TiffBuilder().Page(
        16, 3, Group3, TiffBuilder.Bits(EndOfLine + Mark + "0000" + EndOfLine + White + EndOfLine + Mark + EndOfLine + EndOfLine + EndOfLine))));

    [Fact]
    public void Group_3_without_ends_of_lines_is_read_too() =>
        Assert.Equal("0E00 0E00", Lines(new TiffBuilder().Page(16, 2, Group3, TiffBuilder.Bits(Mark + Mark))));

    [Fact]
    public void Group_3_in_two_dimensions_tells_lines_by_the_one_above() => Assert.Equal("0E00 0E00 0000 0700", Lines(TwoDimensional(
        4, EndOfLine + "1" + Mark, EndOfLine + "0 111", EndOfLine + "0 0001 1", EndOfLine + "1 1100 10 10011")));

    [Fact]
    public void Group_4_has_no_ends_of_lines() => Assert.Equal("0E00 0E00 0000 0E00", Lines(new TiffBuilder().Page(
        16, 4, Group4, TiffBuilder.Bits(MarkBelowWhite + "111" + "0001 1" + MarkBelowWhite + EndOfLine + EndOfLine))));

    [Fact]
    public void A_damaged_line_of_group_3_shows_what_was_read_and_the_next_one_is_right()
    {
        var page = Page(new TiffBuilder().Page(
            16, 3, Group3, TiffBuilder.Bits(EndOfLine + "1011 10 00000001 111" + EndOfLine + Mark + EndOfLine + White)));
        Assert.Equal(("0E00 0E00 0000", 1), (Hex(page), page.Damaged));
    }

    [Fact]
    public void Lines_told_by_a_damaged_one_repeat_it_until_one_stands_by_itself()
    {
        var page = Page(TwoDimensional(4, EndOfLine + "1 1011 10 00000001 1", EndOfLine + "0 0001 1", EndOfLine + "1" + White, EndOfLine + "0" + MarkBelowWhite));
        Assert.Equal(("0E00 0E00 0000 0E00", 2), (Hex(page), page.Damaged));
    }

    [Fact]
    public void A_page_that_was_cut_off_ends_white()
    {
        var page = Page(new TiffBuilder().Page(16, 3, Group4, TiffBuilder.Bits(MarkBelowWhite + "111"), (TiffBuilder.StripByteCounts, 100_000)));
        Assert.Equal("0E00 0E00", Hex(page)[..9]);
        Assert.Equal(3, page.Height);
    }

    [Theory]
    [InlineData(204, 98, 2)]
    [InlineData(204, 196, 1)]
    [InlineData(204, 391, 1)]
    [InlineData(408, 98, 4)]
    public void Lines_are_repeated_until_the_pixels_are_square(uint across, uint down, int times)
    {
        var tiff = new TiffBuilder();
        var page = Page(tiff.Page(8, 2, None, [0x0F, 0xF0], (TiffBuilder.XResolution, tiff.Fraction(across, 1)), (TiffBuilder.YResolution, tiff.Fraction(down * 2, 2))));
        Assert.Equal(2 * times, page.Height);
        Assert.All(page.Bits[..times].ToArray(), line => Assert.Equal(0x0F, line));
    }

    [Fact]
    public void Every_page_of_a_fax_is_its_own()
    {
        var fax = TiffFile.Open(new TiffBuilder().Page(8, 1, None, [1]).Page(16, 1, None, [2, 3]).ToArray());
        Assert.Equal(2, fax.Pages);
        Assert.Equal((8, 16), (fax.Page(0).Width, fax.Page(1).Width));
    }

    [Fact]
    public void A_page_in_strips_is_put_together()
    {
        var tiff = new TiffBuilder();
        var (first, second) = (tiff.Add(0x01, 0x02), tiff.Add(0x03));
        var offsets = tiff.Add([(byte)first, 0, 0, 0, (byte)second, 0, 0, 0]);
        var lengths = tiff.Add([2, 0, 0, 0, 1, 0, 0, 0]);
        var bytes = tiff.Page(8, 3, None, [], (TiffBuilder.RowsPerStrip, 2), (TiffBuilder.StripOffsets, offsets), (TiffBuilder.StripByteCounts, lengths)).ToArray();
        HostileTiffs.SetCount(bytes, tiff.LastPage, TiffBuilder.StripOffsets, 2);
        HostileTiffs.SetCount(bytes, tiff.LastPage, TiffBuilder.StripByteCounts, 2);
        Assert.Equal(new byte[] { 1, 2, 3 }, TiffFile.Open(bytes).Page(0).Bits.ToArray());
    }

    private static TiffBuilder TwoDimensional(int height, params string[] lines) =>
        new TiffBuilder().Page(16, height, Group3, TiffBuilder.Bits(string.Concat(lines)), (TiffBuilder.T4Options, 1));

    private static byte[] Rows(params string[] lines) => [.. lines.SelectMany(TiffBuilder.Bits)];

    private static Bitmap Page(TiffBuilder tiff) => TiffFile.Open(tiff.ToArray()).Page(0);

    private static string Lines(TiffBuilder tiff)
    {
        var page = Page(tiff);
        Assert.Equal(0, page.Damaged);
        return Hex(page);
    }

    private static string Hex(Bitmap page) =>
        string.Join(' ', page.Bits.ToArray().Chunk(page.Stride).Select(Convert.ToHexString));
}
