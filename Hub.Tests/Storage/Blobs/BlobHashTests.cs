using Hub.Core.Storage.Blobs;

namespace Hub.Tests.Storage.Blobs;

public sealed class BlobHashTests
{
    [Fact]
    public void A_hash_is_the_SHA_256_of_the_content()
    {
        // FIPS 180-4's example "abc"
        const string Abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

        Assert.Equal(Abc, BlobHash.Of("abc"u8).ToString());
        Assert.Equal(BlobHash.Of("abc"u8), BlobHash.Parse(Abc));
    }

    [Theory]
    [InlineData("")]
    [InlineData("../../../../etc/passwd")]
    [InlineData("BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD")]
    public void Nothing_else_is_a_hash(string text) => Assert.Throws<FormatException>(() => BlobHash.Parse(text));
}
