using System.Text;
using Hub.Channels.Mail.Imap;

namespace Hub.Tests.Channels.Mail.Imap;

public sealed class ImapTokenizerTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("a 12 NIL", "a 12 NIL")]
    [InlineData("(a (b \"c d\") ())", "( a ( b 'c d' ) ( ) )")]
    [InlineData("\"say \\\"x\\\\y\\\"\"", "'say \"x\\y\"'")]
    [InlineData("BODY[HEADER.FIELDS (TO CC)] x", "BODY[HEADER.FIELDS (TO CC)] x")]
    [InlineData("(\\HasNoChildren \\Sent) \"/\" Sent", "( \\HasNoChildren \\Sent ) '/' Sent")]
    public void A_response_is_cut_into_its_tokens(string line, string tokens) => Assert.Equal(tokens, Shown(Read(line)));

    [Fact]
    public void A_literal_stands_where_it_came()
    {
        var tokens = ImapTokenizer.Read([Bytes("(BODY[] "), Bytes("From: (x) \"\r\n"), Bytes(" UID 4)")], 0);
        Assert.Equal("( BODY[] 'From: (x) \"\r\n' UID 4 )", Shown(tokens));
    }

    [Theory]
    [InlineData("(")]
    [InlineData("a)")]
    [InlineData("\"open")]
    [InlineData("\"open\\")]
    public void What_is_no_imap_is_refused(string line) => Assert.Throws<MailStoreBrokenException>(() => Read(line));

    [Fact]
    public void Depth_and_number_are_bounded()
    {
        Read(new string('(', 100) + new string(')', 100));
        Assert.Throws<MailStoreBrokenException>(() => Read(new string('(', 30_000) + new string(')', 30_000)));
        Assert.Throws<MailStoreBrokenException>(() => Read(string.Concat(Enumerable.Repeat("a ", 20_000))));
    }

    [Theory]
    [InlineData("x {12}", 12L, 2)]
    [InlineData("x {12+}", 12L, 2)]
    [InlineData("x ~{12}", 12L, 2)]
    [InlineData("{0}", 0L, 0)]
    [InlineData("x {}", null, 2)]
    [InlineData("x {12", null, 2)]
    [InlineData("x {-1}", null, 2)]
    [InlineData("x {99999999999}", null, 2)]
    [InlineData("", null, -1)]
    public void The_size_of_a_literal_is_read(string line, long? size, int begin)
    {
        Assert.Equal(size, ImapLiteral.SizeAtEnd(Encoding.Latin1.GetBytes(line), out var at));
        Assert.Equal(begin, at);
    }

    [Theory]
    [InlineData("INBOX", "INBOX")]
    [InlineData("A & B", "A &- B")]
    [InlineData("Entwürfe", "Entw&APw-rfe")]
    [InlineData("~peter/mail/台北/日本語", "~peter/mail/&U,BTFw-/&ZeVnLIqe-")]
    [InlineData("🙂", "&2D3eQg-")]
    public void A_folder_is_named_in_modified_utf7(string name, string wire) => Assert.Equal(wire, FolderNames.Encode(name));

    [Theory]
    [InlineData("5", new uint[] { 5 })]
    [InlineData("1:3,5,7:8", new uint[] { 1, 2, 3, 5, 7, 8 })]
    [InlineData("4294967294:4294967295", new uint[] { 4294967294, 4294967295 })]
    public void Uids_are_written_as_a_set(string set, uint[] uids) => Assert.Equal(set, UidSet.Of(uids));

    private static List<ImapToken> Read(string line) => ImapTokenizer.Read([Bytes(line)], 0);

    private static ReadOnlyMemory<byte> Bytes(string text) => Encoding.Latin1.GetBytes(text);

    private static string Shown(List<ImapToken> tokens) => string.Join(' ', tokens.Select(token => token.Kind switch
    {
        ImapTokenKind.Open => "(",
        ImapTokenKind.Close => ")",
        ImapTokenKind.String => $"'{token.Text}'",
        _ => token.Text,
    }));
}
