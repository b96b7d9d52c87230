using System.Globalization;
using System.Security.Cryptography;

namespace Hub.Tests.Trials;

/// <summary>The run's one seed: OMNIHUB_SEED when it is set, else random. It is printed with each test that asks for chance.</summary>
public static class TrialSeed
{
    public const string Variable = "OMNIHUB_SEED";

    public static int Value { get; } = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } text
        ? int.Parse(text, CultureInfo.InvariantCulture)
        : RandomNumberGenerator.GetInt32(int.MaxValue);

    /// <summary>Chance for one test: the same in every run with the same seed. Not safe for use by several threads at once.</summary>
    public static Random NewRandom()
    {
        TestContext.Current.TestOutputHelper?.WriteLine($"To repeat this run: {Variable}={Value}");
        return new Random(Value);
    }
}
