using Hub.Core.Security;

namespace Hub.Tests.Security;

public sealed class SecretReferenceTests
{
    private static readonly SecretSources Sources = new(name => name == "KEY" ? "c4n4ry" : null, [Path.GetTempPath()]);

    [Fact]
    public void A_reference_resolves_and_never_prints_the_secret()
    {
        Assert.True(SecretReference.TryParse("env:KEY", out var reference));
        var result = reference.TryResolve(Sources);
        Assert.Equal("c4n4ry", result.Value);
        Assert.Equal("env:KEY", reference.ToString());
        Assert.DoesNotContain("c4n4ry", $"{reference}{result}", StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_break_at_the_end_of_a_file_is_no_part_of_the_secret()
    {
        var path = Path.GetTempFileName(); // readable by its owner only
        try
        {
            File.WriteAllText(path, "c4n4ry\n");
            Assert.True(SecretReference.TryParse("file:" + path, out var reference));
            Assert.Equal("c4n4ry", reference.Resolve());
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("KEY")]
    [InlineData("env:")]
    [InlineData("env: ")]
    [InlineData("ENV:KEY")]
    [InlineData("env:A=B")]
    public void Any_other_text_is_no_reference(string? text) => Assert.False(SecretReference.TryParse(text, out _));

    [Fact]
    public void A_secret_that_is_not_there_throws_with_what_to_do()
    {
        Assert.True(SecretReference.TryParse("env:OMNIHUB_TEST_NOT_SET", out var reference));
        var error = Assert.Throws<InvalidOperationException>(reference.Resolve);
        Assert.Contains("set OMNIHUB_TEST_NOT_SET", error.Message, StringComparison.Ordinal);
    }
}
