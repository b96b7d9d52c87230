using System.Buffers.Binary;
using System.Text;
using Hub.Channels.Mail.Mime.Reading;
using Hub.Channels.Mail.Mime.Tnef;
using Hub.Tests.Channels.Mail.Mime.Reading;

namespace Hub.Tests.Channels.Mail.Mime.Tnef;

public sealed class TnefReaderTests
{
    private const uint Begins = 0x00069002;
    private const uint Data = 0x0006800f;
    private const uint Title = 0x00018010;
    private const uint Body = 0x0002800c;

    private static readonly byte[] Stream = Of((Body, "Hello\r\nBob\0"), (Begins, ""), (Title, "plan.txt\0"), (Data, "the plan"), (Begins, ""), (Title, "two.txt\0"), (Data, "2"));

    [Fact]
    public void Files_and_text_stand_in_place_of_the_stream()
    {
        var read = InMail(Stream);
        Assert.Equal("Hello\nBob", read.Text);
        Assert.Equal([("plan.txt", "the plan"), ("two.txt", "2")], read.Files.Select(file => (file.Name, Encoding.ASCII.GetString(file.Content.Span))));
    }

    [Fact]
    public void A_stream_with_a_fault_stays_beside_what_was_found_in_it()
    {
        var read = InMail(Stream[..^3]);
        Assert.Equal(["plan.txt", "two.txt", "winmail.dat"], read.Files.Select(file => file.Name));
    }

    [Fact]
    public void What_is_no_stream_is_an_ordinary_file()
    {
        var read = InMail("no TNEF"u8.ToArray());
        Assert.Equal("winmail.dat", Assert.Single(read.Files).Name);
        Assert.Null(TnefReader.Read("no"u8.ToArray()));
    }

    [Theory]
    [InlineData(uint.MaxValue)]
    [InlineData(0x7fffffffu)]
    public void Lengths_that_lie_end_the_reading(uint length)
    {
        var lying = Stream.ToArray();
        BinaryPrimitives.WriteUInt32LittleEndian(lying.AsSpan(11), length);
        Assert.False(TnefReader.Read(lying)!.IsComplete);
    }

    private static ReceivedMail InMail(byte[] stream) =>
        Mails.WithBody("application/ms-tnef; name=winmail.dat", "base64", Encoding.ASCII.GetBytes(Convert.ToBase64String(stream)));

    private static byte[] Of(params (uint Attribute, string Content)[] attributes)
    {
        var stream = new List<byte> { 0x78, 0x9f, 0x3e, 0x22, 1, 0 };
        foreach (var (attribute, content) in attributes)
        {
            var bytes = Encoding.ASCII.GetBytes(content);
            stream.Add(1);
            stream.AddRange(BitConverter.GetBytes(attribute));
            stream.AddRange(BitConverter.GetBytes(bytes.Length));
            stream.AddRange(bytes);
            stream.AddRange(BitConverter.GetBytes((ushort)bytes.Sum(value => value)));
        }

        return [.. stream];
    }
}
