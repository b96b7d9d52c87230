using System.Text.Json;
using Hub.Channels.Sms;

namespace Hub.Tests.Channels.Sms;

public sealed class SmsSegmentsTests
{
    [Fact]
    public void Twilios_own_counts_are_ours()
    {
        var file = Assert.Single(Corpus.Files("twilio", ".jsonl"));
        var lines = File.ReadLines(file).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal(200, lines.Count);
        Assert.All(lines, line =>
        {
            var count = SmsSegments.Count(line.GetProperty("text").GetString()!);
            Assert.Equal((line.GetProperty("encoding").GetString(), line.GetProperty("segments").GetInt32()), (count.Encoding, count.Segments));
            Assert.Equal(line.GetProperty("messageBits").GetInt32(), count.Units * (count.Encoding == SegmentCount.Gsm7 ? 7 : 16));
        });
    }

    [Theory]
    [InlineData(0, 1, 0, 160)]
    [InlineData(160, 1, 160, 0)]
    [InlineData(161, 2, 161, 145)]
    [InlineData(306, 2, 306, 0)]
    [InlineData(307, 3, 307, 152)]
    public void One_segment_of_GSM_7_holds_160_septets_and_of_several_each_153(int letters, int segments, int units, int remaining) =>
        Assert.Equal(new SegmentCount(SegmentCount.Gsm7, segments, units, remaining), SmsSegments.Count(new string('a', letters)));

    [Theory]
    [InlineData(70, 1, 0)]
    [InlineData(71, 2, 63)]
    [InlineData(134, 2, 0)]
    [InlineData(135, 3, 66)]
    public void One_segment_of_UCS_2_holds_70_units_and_of_several_each_67(int letters, int segments, int remaining) =>
        Assert.Equal(new SegmentCount(SegmentCount.Ucs2, segments, letters, remaining), SmsSegments.Count(new string('你', letters)));

    [Fact]
    public void A_letter_of_the_extension_is_two_septets_and_is_not_cut()
    {
        Assert.Equal(new SegmentCount(SegmentCount.Gsm7, 1, 2, 158), SmsSegments.Count("€"));
        // 152 septets, then two that do not fit
        Assert.Equal(new SegmentCount(SegmentCount.Gsm7, 2, 162, 143), SmsSegments.Count(new string('a', 152) + "€" + new string('a', 8)));
    }

    [Fact]
    public void D14_an_emoji_is_not_cut_and_a_long_text_is_counted_in_full()
    {
        Assert.Equal(2, SmsSegments.Count(new string('a', 66) + "😀" + "abc").Segments);
        Assert.Equal(new SegmentCount(SegmentCount.Gsm7, 66, 10_000, 98), SmsSegments.Count(new string('a', 10_000)));
        Assert.Equal(304, SmsSegments.Count(string.Concat(Enumerable.Repeat("😀", 10_000))).Segments);
        Assert.Equal(SegmentCount.Ucs2, SmsSegments.Count("It’s here").Encoding);
        // lone halves and an endless cluster are counted, too
        Assert.Equal(1, SmsSegments.Count("\ud83d").Segments);
        Assert.Equal(15, SmsSegments.Count("e" + new string('\u0301', 999)).Segments);
    }
}
