using System.Data;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Hub.Core.Storage;

/// <summary>Ids for Dapper: 16 big-endian bytes on SQLite, <c>uuid</c> on PostgreSQL.</summary>
internal sealed class DapperTypes : SqlMapper.ITypeHandler
{
    private static readonly Lazy<bool> Registered = new(() =>
    {
        SqlMapper.RemoveTypeMap(typeof(Guid));
        SqlMapper.RemoveTypeMap(typeof(Guid?));
        SqlMapper.AddTypeHandler(typeof(Guid), new DapperTypes());
        DefaultTypeMap.MatchNamesWithUnderscores = true;
        return true;
    });

    public static void Register() => _ = Registered.Value;

    public void SetValue(IDbDataParameter parameter, object value)
    {
        // also where it is null, whose type PostgreSQL cannot always infer
        parameter.DbType = DbType.Guid;
        parameter.Value = value is Guid id && parameter is SqliteParameter ? id.ToByteArray(bigEndian: true) : value;
    }

    public object Parse(Type destinationType, object value) => value is Guid id ? id : new Guid((byte[])value, bigEndian: true);
}
