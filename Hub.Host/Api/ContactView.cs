using Hub.Core;
using Hub.Core.Contacts;

namespace Hub.Host.Api;

/// <summary>A contact as the API shows it.</summary>
internal sealed record ContactView(
    string Id, string? Name, string? Organisation, string? Language, string Tier, string? DedicatedAgent, IReadOnlyList<PointView> Points, long Version, DateTimeOffset CreatedAt)
{
    public static ContactView Of(Contact contact, IEnumerable<ContactPoint> points) => new(
        Ids.Text(contact.Id),
        contact.Name,
        contact.OrganisationName,
        contact.Language,
        contact.Tier,
        contact.DedicatedAgentId is { } agent ? Ids.Text(agent) : null,
        [.. points.Select(PointView.Of)],
        contact.Version,
        contact.CreatedAt.ToTime());
}

/// <summary>An address of a contact; <c>verified</c> where a round trip proved it.</summary>
internal sealed record PointView(string Id, string Kind, string Address, bool Verified)
{
    public static PointView Of(ContactPoint point) => new(Ids.Text(point.Id), point.Kind, point.Address, point.VerifiedAt is not null);
}
