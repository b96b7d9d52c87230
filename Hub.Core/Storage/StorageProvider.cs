namespace Hub.Core.Storage;

/// <summary>The engine that holds the installation's data.</summary>
public enum StorageProvider
{
    /// <summary>SQLite in the data folder: one host, nothing to install.</summary>
    Sqlite,

    /// <summary>PostgreSQL: one or several hosts.</summary>
    Postgres,
}
