using System.Security.Cryptography;
using Hub.Channels.Fax.Tiff;

namespace Hub.Tests.Channels.Fax.Tiff;

/// <summary>The test pages of the ITU and others, compared bit by bit with what libtiff's <c>tiffcp -c none</c> makes of them.</summary>
public sealed class FaxCorpusTests
{
    private static readonly Dictionary<string, (int Width, int Height, int Stretch, string Sha256)> Pages = new()
    {
        ["CCITT_1.TIF"] = (1728, 2376, 1, "b4de070c35e376e891d9da77a07f9f7e9bd269fd5ed51f79181fdc96b8367051"),
        ["CCITT_2.TIF"] = (1728, 2376, 1, "36bef714ea315e8ce5fc521c31d3465f219f1c3c204c60ec75a2aefd17e1fd30"),
        ["CCITT_3.TIF"] = (1728, 2376, 1, "fc06f13146d3b7d7908787d52f8f046865c08b15681730dfb89f307d42ebecea"),
        ["CCITT_4.TIF"] = (1728, 2376, 1, "c86239c32c27bede44ac35c9cbdc491a66b8f0b0745d46dc1df46a3ed13595f6"),
        ["G31D.TIF"] = (2464, 3248, 1, "a16ed7da4e6b9b103947e3c767aa848911cfc3c2a3d6178204e4a994349b5bd6"),
        ["G32D.TIF"] = (2464, 3248, 1, "a16ed7da4e6b9b103947e3c767aa848911cfc3c2a3d6178204e4a994349b5bd6"),
        ["fax2d.tif"] = (1728, 1082, 2, "a2024dd6e790f75aca2d7fd6e96bea5c02521e496a0b7a1f7daec45caadbc485"),
        ["g3test.tif"] = (1728, 1103, 2, "d0dabd76bd9147f1e225b7d99242abff278b393b9c8bddf7bf514f633a8d57db"),
        ["testfax4.tiff"] = (2453, 3369, 1, "a4242e70ff98f616dfae374c689c662764d47c1709464fa947771d4dcfe51a9a"),
    };

    [Fact]
    public void Every_page_is_shown_to_the_bit()
    {
        foreach (var path in Corpus.Files("fax-tiff", ".TIF", ".tif", ".tiff"))
        {
            var expected = Pages[Path.GetFileName(path)];
            var page = TiffFile.Open(File.ReadAllBytes(path)).Page(0);
            Assert.Equal((Path.GetFileName(path), expected.Width, expected.Height * expected.Stretch), (Path.GetFileName(path), page.Width, page.Height));
            Assert.Equal((Path.GetFileName(path), 0), (Path.GetFileName(path), page.Damaged));
            Assert.Equal((Path.GetFileName(path), expected.Sha256), (Path.GetFileName(path), Hash(page, expected.Stretch)));
        }
    }

    [Fact(Timeout = 120_000)]
    public async Task Bent_pages_are_shown_or_refused()
    {
        await Task.Yield();
        var random = new Random(20261122);
        foreach (var path in Corpus.Files("fax-tiff", ".TIF", ".tif", ".tiff"))
        {
            for (var round = 0; round < 5; round++)
            {
                var bytes = File.ReadAllBytes(path);
                for (var bend = 0; bend < 20; bend++) bytes[random.Next(8, bytes.Length - 1024)] = (byte)random.Next(256);
                var page = TiffFile.Open(bytes).Page(0);
                Assert.InRange(page.Damaged, 0, page.Height);
            }
        }
    }

    /// <summary>Of each line once.</summary>
    private static string Hash(Bitmap page, int stretch)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (var row = 0; row < page.Height; row += stretch) hash.AppendData(page.Bits.Span.Slice(row * page.Stride, page.Stride));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
