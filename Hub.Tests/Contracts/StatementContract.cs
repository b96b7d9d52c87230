using Hub.Core;
using Hub.Core.Storage;
using Hub.Tests.Storage;

namespace Hub.Tests.Contracts;

/// <summary>What every engine promises about statements, parameters and values.</summary>
public abstract class StatementContract : StoreContractRig
{
    public static TheoryData<string, Guid?, long?, bool?, byte[]?, string?> Values() => new()
    {
        { "nothing", null, null, null, null, null },
        { "least", Guid.Empty, long.MinValue, false, [], "" },
        { "most", Guid.AllBitsSet, long.MaxValue, true, [0, 255, 0, 39, 92], "投诉 naïve 'quoted' \\ \"x\" 😀\r\n\t\u0001" },
        { "large", new Guid("01234567-89ab-cdef-0123-456789abcdef"), 0, true, new byte[1_000_000], new string('ß', 100_000) },
    };

    [Fact]
    public async Task Reading_cannot_write() =>
        await Assert.ThrowsAnyAsync<StoreException>(() => Store.ReadAsync(
            (session, ct) => session.Statement(Probe.Insert).Bind("a").Bind("b").ExecuteAsync(ct), Ct));

    [Fact]
    public async Task Parameters_are_found_by_their_number_wherever_they_stand_and_however_often()
    {
        await Store.WriteAsync(
            (tx, ct) => tx.Statement("INSERT INTO probe (note, number, name) VALUES ($3, $2, $1)").Bind("a").Bind(7).Bind("n").ExecuteAsync(ct), Ct);
        var found = await Store.ReadAsync(
            (session, ct) => session.Statement("SELECT number + $2, note FROM probe WHERE number <= $2 AND name = $1").Bind("a").Bind(10)
                .FirstAsync(row => (row.Long(0), row.Text(1)), ct),
            Ct);
        Assert.Equal((17, "n"), found);
    }

    [Fact]
    public async Task Statements_that_go_with_the_next_one_take_effect_and_answer_in_order()
    {
        var answers = await Store.WriteAsync(
            async (tx, ct) =>
            {
                var added = await tx.Statement("INSERT INTO probe (name) VALUES ($1), ($2)").Bind("a").Bind("b").ExecuteWithNextAsync(ct);
                var first = await tx.Statement("SELECT name FROM probe ORDER BY name").FirstWithNextAsync(row => row.Text(0), ct);
                var renamed = await tx.Statement("UPDATE probe SET name = $1 WHERE name = $2").Bind("c").Bind("a").ExecuteWithNextAsync(ct);
                var none = await tx.Statement("SELECT name FROM probe WHERE name = $1").Bind("a").FirstWithNextAsync(row => row.Text(0), ct);
                var names = await tx.Statement("SELECT name FROM probe ORDER BY name").ListAsync(row => row.Text(0), ct);
                return (added.Value, first.Value, renamed.Value, none.Value, string.Join(' ', names));
            },
            Ct);
        Assert.Equal((2, "a", 1, null, "b c"), answers);
    }

    [Theory]
    [MemberData(nameof(Values))]
    public async Task Values_come_back_as_they_went_in_by_both_ways(string name, Guid? id, long? number, bool? flag, byte[]? data, string? note)
    {
        await Store.WriteAsync(
            (tx, ct) => tx.ExecuteAsync(
                "INSERT INTO probe (name, id, number, flag, data, note) VALUES (@name, @id, @number, @flag, @data, @note)",
                new { name, id, number, flag, data, note },
                ct),
            Ct);
        await Store.WriteAsync(
            (tx, ct) => tx.Statement("UPDATE probe SET id = $1, number = $2, data = $3, note = $4 WHERE name = $5")
                .Bind(id).Bind(number).Bind(data).Bind(note).Bind(name).ExecuteAsync(ct),
            Ct);

        var mapped = await Store.ReadAsync((session, ct) => session.FirstAsync<Probe>("SELECT * FROM probe", null, ct), Ct);
        var read = await Store.ReadAsync(
            (session, ct) => session.Statement("SELECT name, id, number, data, note FROM probe").FirstAsync(
                row => (Name: row.Text(0), Id: row.IdOrNull(1), Number: row.LongOrNull(2), Data: row.BytesOrNull(3), Note: row.TextOrNull(4)), ct),
            Ct);

        Assert.Equal((name, id, number, flag, note), (mapped!.Name, mapped.Id, mapped.Number, mapped.Flag, mapped.Note));
        Assert.Equal(data, mapped.Data);
        Assert.Equal((name, id, number, note), (read.Name, read.Id, read.Number, read.Note));
        Assert.Equal(data, read.Data);
    }

    [Fact]
    public async Task Truth_values_are_bound_compared_and_read()
    {
        await Store.WriteAsync(
            (tx, ct) => tx.Statement("INSERT INTO probe (name, flag) VALUES ('yes', $1), ('no', $2), ('literal', TRUE)")
                .Bind(true).Bind(false).ExecuteAsync(ct),
            Ct);

        var flags = await Store.ReadAsync(
            (session, ct) => session.Statement("SELECT name, flag FROM probe WHERE flag OR NOT flag ORDER BY name")
                .ListAsync(row => (row.Text(0), row.Bool(1)), ct),
            Ct);

        Assert.Equal([("literal", true), ("no", false), ("yes", true)], flags);
    }

    [Fact]
    public async Task Ids_sort_by_their_time_of_birth()
    {
        var start = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        Guid[] ids = [.. Enumerable.Range(0, 20).Select(i => Guid.Parse(Ids.Text(Ids.New(new Time.ManualTime(start.AddDays(i * 37))))))];
        foreach (var id in ids.Reverse())
            await Store.WriteAsync(
                (tx, ct) => tx.Statement("INSERT INTO probe (name, id) VALUES ($1, $2)").Bind(Ids.Text(id)).Bind(id).ExecuteAsync(ct), Ct);

        Assert.Equal(ids, await Store.ReadAsync(
            (session, ct) => session.Statement("SELECT id FROM probe ORDER BY id").ListAsync(row => row.Id(0), ct), Ct));
    }

    [Fact]
    public async Task A_null_may_stand_where_the_engine_cannot_tell_its_type()
    {
        Guid? nobody = null;
        await Probe.AddAsync(Store, "a", Ct);

        var mapped = await Store.ReadAsync(
            (session, ct) => session.FirstAsync<string>("SELECT name FROM probe WHERE @nobody IS NULL", new { nobody }, ct), Ct);
        var read = await Store.ReadAsync(
            (session, ct) => session.Statement("SELECT name FROM probe WHERE $1 IS NULL").Bind(nobody).FirstAsync(row => row.Text(0), ct), Ct);

        Assert.Equal(("a", "a"), (mapped, read));
    }

    [Fact]
    public async Task A_statement_that_was_left_half_bound_is_bound_anew()
    {
        await Assert.ThrowsAsync<FormatException>(() => Store.WriteAsync(
            (tx, _) =>
            {
                tx.Statement(Probe.Insert).Bind("wrong");
                throw new FormatException();
            },
            Ct));

        await Store.WriteAsync((tx, ct) => tx.Statement(Probe.Insert).Bind("a").Bind("note").ExecuteAsync(ct), Ct);

        Assert.Equal(["a"], await Probe.NamesAsync(Store, Ct));
    }
}
