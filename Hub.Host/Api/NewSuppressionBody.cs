using System.Text.Json.Serialization;
using Hub.Core.Contacts;
using Hub.Core.Deliveries;

namespace Hub.Host.Api;

/// <summary>Somebody to whom nothing shall be sent: a mail address unless <c>kind</c> says otherwise, everything unless <c>purpose</c> says less.</summary>
internal sealed record NewSuppressionBody(
    string Address, string? Kind = null, string? Purpose = null, string? Reason = null, string? Detail = null, DateTimeOffset? Until = null)
{
    private const int LongestDetail = 500;

    [JsonIgnore]
    public NewSuppression Suppression =>
        new(PointKind, ContactAddress.Canonical(PointKind, Address) ?? "", Purpose ?? SuppressionScope.All, Reason ?? SuppressionReason.Manual)
        {
            Detail = Detail,
            Until = Until,
        };

    private string PointKind => Kind ?? PointKinds.Email;

    public Problem? Fault(DateTimeOffset now) =>
        !PointKinds.All.Contains(PointKind) ? Problem.Invalid("kind", $"it is one of {string.Join(", ", PointKinds.All)}")
        : ContactAddress.Canonical(PointKind, Address) is null ? Problem.Invalid("address", $"it is no {PointKind} address")
        : Purpose is not null && !SuppressionScope.Names.Contains(Purpose) ? Problem.Invalid("purpose", $"it is one of {string.Join(", ", SuppressionScope.Names)}")
        : Reason is not null && !SuppressionReason.Given.Contains(Reason) ? Problem.Invalid("reason", $"it is one of {string.Join(", ", SuppressionReason.Given)}")
        : Input.LineFault(Detail, LongestDetail) is { } detail ? Problem.Invalid("detail", detail)
        : Until <= now ? Problem.Invalid("until", "it is over")
        : null;
}
