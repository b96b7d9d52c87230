using Hub.Core.Arrivals;
using Hub.Host.Desk.Reading;

namespace Hub.Host.Desk.Pages;

/// <summary>What came in and could not be handled.</summary>
public sealed record QuarantineModel
{
    public required ShellModel Shell { get; init; }

    /// <summary>The id that the page ends before; null on the first page.</summary>
    public required string? Before { get; init; }

    public required IReadOnlyList<QuarantinedInput> Rows { get; init; }

    /// <summary>The id that the next page ends before; null on the last page.</summary>
    public required string? Next { get; init; }

    /// <summary>The channels of these.</summary>
    public IEnumerable<string> Channels => Rows.Select(row => row.Channel).Distinct().Order(StringComparer.Ordinal);
}
