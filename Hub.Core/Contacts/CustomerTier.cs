namespace Hub.Core.Contacts;

/// <summary>How much a customer goes before others, as stored and as the API names it.</summary>
public static class CustomerTier
{
    /// <summary>Everybody, first come first served.</summary>
    public const string Uniform = "uniform";

    /// <summary>Goes before the uniform ones.</summary>
    public const string Priority = "priority";

    /// <summary>Goes before all: key accounts.</summary>
    public const string Special = "special";

    /// <summary>Every tier.</summary>
    public static IReadOnlyList<string> All { get; } = [Uniform, Priority, Special];
}
