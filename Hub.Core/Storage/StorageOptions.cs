using System.Data.Common;
using Hub.Core.Configuration;
using Hub.Core.Security;

namespace Hub.Core.Storage;

/// <summary>Where the installation's data are kept. A change takes effect at the next start.</summary>
public sealed class StorageOptions : IOptionRules
{
    /// <summary>The section's name.</summary>
    public const string Section = "Storage";

    /// <summary>The engine. Default <see cref="StorageProvider.Sqlite"/>.</summary>
    public StorageProvider Provider { get; init; } = StorageProvider.Sqlite;

    /// <summary>How PostgreSQL is reached: an ADO.NET connection string, or a reference to one (<c>env:NAME</c>, <c>file:PATH</c>). With a
    /// password in it, the configuration file may only refer to it. Default empty, as it stays for SQLite, whose file is in the data
    /// folder.</summary>
    [SecretAllowed]
    public string ConnectionString { get; init; } = "";

    /// <summary>The connection string itself, with a reference followed.</summary>
    /// <exception cref="InvalidOperationException">The reference cannot be resolved; the text holds no secret.</exception>
    public string ResolveConnectionString() =>
        SecretReference.TryParse(ConnectionString, out var reference) ? reference.Resolve() : ConnectionString;

    /// <inheritdoc/>
    public IEnumerable<OptionFault> Faults()
    {
        if (Provider == StorageProvider.Sqlite)
        {
            if (ConnectionString.Length > 0)
            {
                yield return new(nameof(ConnectionString), "is set, but SQLite keeps its file in the data folder",
                    "set Provider to \"postgres\", or leave it empty and name the folder with --data DIR");
            }
        }
        else if (ConnectionString.Length == 0)
        {
            yield return new(nameof(ConnectionString), "is empty, and PostgreSQL needs one",
                "refer to one, such as env:OMNIHUB_DATABASE with Host=...;Database=...;Username=...;Password=...");
        }
        else if (!SecretReference.TryParse(ConnectionString, out _) && !CanBeRead(ConnectionString))
        {
            yield return new(nameof(ConnectionString), "is not a connection string",
                "write Name=Value pairs with semicolons between them, or env:NAME, or file:PATH");
        }
    }

    private static bool CanBeRead(string text)
    {
        try
        {
            return new DbConnectionStringBuilder { ConnectionString = text } is not null;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
