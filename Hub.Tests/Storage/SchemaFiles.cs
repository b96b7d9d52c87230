using System.Text.RegularExpressions;
using Hub.Core.Storage;

namespace Hub.Tests.Storage;

/// <summary>The schema as the program carries it.</summary>
public static partial class SchemaFiles
{
    private const string Prefix = "Hub.Core.Storage.Schema.";

    /// <summary>The tables that the newest file of this engine creates.</summary>
    public static IReadOnlyList<string> TablesOfTheLast(Dialect dialect)
    {
        var assembly = typeof(Store).Assembly;
        var last = assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Where(name => name.AsSpan(Prefix.Length).Count('.') == 1 || name.EndsWith($".{dialect.Name}.sql", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal).Last();
        using var reader = new StreamReader(assembly.GetManifestResourceStream(last)!);
        return [.. CreateTable().Matches(reader.ReadToEnd()).Select(match => match.Groups[1].Value)];
    }

    [GeneratedRegex(@"CREATE TABLE (\w+)")]
    private static partial Regex CreateTable();
}
