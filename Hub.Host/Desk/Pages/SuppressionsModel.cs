using Hub.Core.Deliveries;
using Hub.Host.Desk.Reading;

namespace Hub.Host.Desk.Pages;

/// <summary>To whom nothing is sent.</summary>
public sealed record SuppressionsModel
{
    public required ShellModel Shell { get; init; }

    /// <summary>What of an address is searched for; null for every one.</summary>
    public required string? Address { get; init; }

    public required IReadOnlyList<Suppression> Rows { get; init; }
}
