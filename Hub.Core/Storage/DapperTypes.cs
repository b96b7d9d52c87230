using System.Data;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Hub.Core.Storage;

/// <summary>Ids for Dapper: 16 big-endian bytes on SQLite, <c>uuid</c> on PostgreSQL.</summary>
internal sealed class DapperTypes : SqlMapper.TypeHandler<Guid>
{
    private static readonly Lazy<bool> Registered = new(() =>
    {
        SqlMapper.RemoveTypeMap(typeof(Guid));
        SqlMapper.RemoveTypeMap(typeof(Guid?));
        SqlMapper.AddTypeHandler(new DapperTypes());
        DefaultTypeMap.MatchNamesWithUnderscores = true;
        return true;
    });

    public static void Register() => _ = Registered.Value;

    public override void SetValue(IDbDataParameter parameter, Guid value) =>
        parameter.Value = parameter is SqliteParameter ? value.ToByteArray(bigEndian: true) : value;

    public override Guid Parse(object value) => value is Guid id ? id : new Guid((byte[])value, bigEndian: true);
}
