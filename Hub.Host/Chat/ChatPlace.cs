namespace Hub.Host.Chat;

/// <summary>Where a visitor stands in the store: there once the first message was taken.</summary>
internal sealed record ChatPlace
{
    public required Guid ContactId { get; init; }

    public required Guid PointId { get; init; }
}
