using Hub.Core;
using Hub.Core.Deliveries;

namespace Hub.Host.Api;

/// <summary>A suppression as the API shows it: <c>purpose</c> is <c>all</c>, <c>notice</c> (all but what a person writes) or <c>marketing</c>.</summary>
internal sealed record SuppressionView(
    string Id,
    string Kind,
    string Address,
    string Purpose,
    string Reason,
    string? Detail,
    string? DeliveryId,
    DateTimeOffset? Until,
    DateTimeOffset CreatedAt)
{
    public static SuppressionView Of(Suppression row) => new(
        Ids.Text(row.Id), row.Kind, row.Address, row.Purpose, row.Reason, row.Detail, row.DeliveryId is { } delivery ? Ids.Text(delivery) : null,
        row.UntilAt?.ToTime(), row.CreatedAt.ToTime());
}
