using Hub.Tests.Servers;

namespace Hub.Tests.Failures;

/// <summary>A start that must end at once, with a line that a person who runs the hub understands.</summary>
internal static class RefusedStart
{
    public static async Task AssertAsync(HostSetup setup, string[] words, CancellationToken ct)
    {
        var exit = await HostProcess.RunToEndAsync(setup, ct);
        Assert.Equal(1, exit.Code);
        AssertOneLine(exit.Errors);
        Assert.All(words, word => Assert.Contains(word, exit.Errors, StringComparison.OrdinalIgnoreCase));
    }

    public static void AssertOneLine(string errors)
    {
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", errors, StringComparison.Ordinal);
        Assert.Single(errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }
}
