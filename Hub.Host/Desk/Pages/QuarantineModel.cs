using Hub.Core.Conversations;
using Hub.Host.Desk.Reading;

namespace Hub.Host.Desk.Pages;

/// <summary>What came in and could not be handled.</summary>
public sealed record QuarantineModel
{
    public required ShellModel Shell { get; init; }

    public required IReadOnlyList<QuarantinedInput> Rows { get; init; }
}
