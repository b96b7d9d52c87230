using Hub.Core.Canned;
using Hub.Host.Desk.Reading;

namespace Hub.Host.Desk.Pages;

/// <summary>The canned answers.</summary>
public sealed record CannedModel
{
    public required ShellModel Shell { get; init; }

    public required IReadOnlyList<CannedAnswer> Rows { get; init; }
}
