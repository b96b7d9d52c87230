using System.Text;
using Hub.Core.Quoting;
using Hub.Tests.Trials;

namespace Hub.Tests.Quoting;

/// <summary>Texts made to be slow or to confuse.</summary>
public sealed class QuoteBoundsTests
{
    private static readonly string[] Pieces =
    [
        "> ", ">", "\n", "\n\n", "-- \n", "--\n", "—\n", "_____\n", "From: a@b.example\n", "Sent: 2014 12:00\n", "To: x\n", "Subject: y\n", "On 26 Jun 2014 at 12:00, Ann wrote:\n",
        "-----Original Message-----\n", "---------- Forwarded message ---------\n", "Sent from my iPhone\n", "写道：\n", "wrote:", ":", "2014", " ", "words of an answer\n", "\ud800", "\0",
    ];

    [Theory(Timeout = 60_000)]
    [InlineData(":\n")]
    [InlineData("wrote:\n")]
    [InlineData("From: x\n")]
    [InlineData("On 2014 a@b 12:00 ")]
    [InlineData(">\n")]
    [InlineData("\n")]
    [InlineData("--\nx\n")]
    [InlineData("> a\nb\n")]
    public async Task Four_million_chars_of_one_thing_are_read(string piece)
    {
        var text = new StringBuilder().Insert(0, piece, 4_000_000 / piece.Length).ToString();
        var parts = await Task.Run(() => Quotes.InText(text, null), TestContext.Current.CancellationToken);
        if (parts is not null) Assert.Equal(text.Length, parts.All[^1].End);
    }

    [Fact]
    public void Whatever_a_text_is_made_of_its_parts_are_the_whole()
    {
        var random = TrialSeed.NewRandom();
        for (var i = 0; i < 2_000; i++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(40)).Select(_ => Pieces[random.Next(Pieces.Length)]));
            if (Quotes.InText(text, null) is not { } parts) continue;
            Assert.Equal(text, string.Concat(parts.All.Select(part => part.Of(text))));
            Assert.Equal(text, string.Concat(parts.Shown.Select(part => part.Of(text))));
            Assert.NotEqual("", parts.NewText(text).Trim());
            Assert.Equal(parts.All, BodyParts.Parse(parts.ToString())!.All);
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("X3")]
    [InlineData("N")]
    [InlineData("N-3")]
    [InlineData("N99999999999")]
    [InlineData("N2147483647Q1")]
    public void What_was_not_written_as_parts_is_none(string? text) => Assert.Null(BodyParts.Parse(text));
}
