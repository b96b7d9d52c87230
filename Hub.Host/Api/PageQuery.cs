using Microsoft.AspNetCore.Mvc;

namespace Hub.Host.Api;

/// <summary>Which page of a list is asked for.</summary>
internal sealed record PageQuery(
    [property: FromQuery(Name = "limit")] int? Limit,
    [property: FromQuery(Name = "cursor")] string? Cursor)
{
    private const int Most = 200;
    private const int Usual = 50;

    /// <summary>How many items are wanted.</summary>
    /// <exception cref="BadInputException">More than a page may have, or less than one.</exception>
    public int Size => Limit switch
    {
        null => Usual,
        >= 1 and <= Most => Limit.Value,
        _ => throw new BadInputException("limit", $"a page has 1 to {Most} items"),
    };

    /// <summary>How many rows to ask the database for: one more than is shown tells whether there is a next page.</summary>
    public int Rows => Size + 1;
}
