using Hub.Channels.Telegram;

namespace Hub.Tests.Channels.Telegram;

/// <summary>What messages say, as text.</summary>
public sealed class TelegramTextTests
{
    [Fact]
    public void B16_a_link_is_written_out_after_its_words_whatever_its_offsets_say()
    {
        Assert.Equal("see here (https://a.example) please", Linked("see here please", (4, 4)));
        Assert.Equal("see (https://a.example)", Linked("see", (-5, 100)));
        Assert.Equal("see (https://a.example)", Linked("see", (1000, 5)));
        Assert.Equal("see (https://a.example)", Linked("see", (0, long.MaxValue)));
        Assert.Equal("see", Linked("see", (0, -1)));
        Assert.Equal("ab (https://a.example)c (https://a.example)d", Linked("abcd", (0, 3), (1, 1)));
        // between the halves of a character
        Assert.Equal("a\ud83d\ude00 (https://a.example)b", Linked("a\ud83d\ude00b", (0, 2)));
        Assert.Equal("\u202eabc (https://a.example)", Linked("\u202eabc", (0, 4)));
    }

    [Fact]
    public void B16_many_links_stay_bounded() =>
        Assert.True(Linked(new string('x', 4096), [.. Enumerable.Range(0, 100_000).Select(i => ((long)i, 1L))]).Length < 10_000);

    [Theory]
    [InlineData(52.520008, 13.404954, "[Location] 52.520008, 13.404954 https://www.openstreetmap.org/?mlat=52.520008&mlon=13.404954")]
    [InlineData(-1, 0, "[Location] -1, 0 https://www.openstreetmap.org/?mlat=-1&mlon=0")]
    public void A_location_is_told_with_a_map(double latitude, double longitude, string text) =>
        Assert.Equal((text, true), TelegramText.Of([new TelegramMessage { Location = new TelegramLocation(latitude, longitude) }], []));

    [Fact]
    public void A_place_is_told_by_its_name() => Assert.StartsWith(
        "[Place] Harbour, Pier 3 53.5, 9.9 https",
        TelegramText.Of([new TelegramMessage { Venue = new TelegramVenue(new TelegramLocation(53.5, 9.9), "Harbour", "Pier 3"), Location = new TelegramLocation(1, 1) }], []).Text,
        StringComparison.Ordinal);

    [Fact]
    public void A_long_quote_is_cut_between_characters()
    {
        var earlier = new TelegramMessage { Text = new string('x', 299) + "\ud83d\ude00" + "rest" };
        var (text, _) = TelegramText.Of([new TelegramMessage { Text = "yes", ReplyToMessage = earlier }], []);
        Assert.Contains(new string('x', 299) + "...\n\nyes", text, StringComparison.Ordinal);
    }

    [Fact]
    public void An_animation_is_one_file_and_a_photo_its_largest_size()
    {
        var both = new TelegramFile { FileId = "a" };
        Assert.Equal(["a"], TelegramFiles.Of(new TelegramMessage { Animation = both, Document = both }).Select(file => file.Id));
        Assert.Equal(
            ["large"],
            TelegramFiles.Of(new TelegramMessage { Photo = [new() { FileId = "small", FileSize = 10 }, new() { FileId = "large", FileSize = 90 }, new() { FileId = "mid", FileSize = 50 }] })
                .Select(file => file.Id));
        Assert.Equal(
            [("voice-7.ogg", "audio/ogg"), ("sticker-7.webp", "image/webp")],
            TelegramFiles.Of(new TelegramMessage { MessageId = 7, Voice = both, Sticker = both }).Select(file => (file.Name, file.Type)));
    }

    private static string Linked(string text, params IEnumerable<(long Offset, long Length)> links) =>
        TelegramEntities.WithLinks(text, [.. links.Select(link => new TelegramEntity("text_link", link.Offset, link.Length, "https://a.example"))]);
}
