using Hub.Core.Deliveries;
using Hub.Host.Desk.Reading;

namespace Hub.Host.Desk.Pages;

/// <summary>The deliveries that need a hand.</summary>
public sealed record DeliveriesModel
{
    public static IReadOnlyList<string> Tabs { get; } = ["unknown", "failed"];

    public required ShellModel Shell { get; init; }

    /// <summary>Which of <see cref="Tabs"/>.</summary>
    public required string State { get; init; }

    public required IReadOnlyList<Delivery> Rows { get; init; }
}
