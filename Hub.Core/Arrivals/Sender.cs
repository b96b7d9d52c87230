namespace Hub.Core.Arrivals;

/// <summary>Who an arrival is from.</summary>
/// <param name="ContactId">The contact.</param>
/// <param name="PointId">The contact point that it came from.</param>
/// <param name="Verified">Whether that point was proven by a round trip.</param>
/// <param name="IsStaff">Whether an agent has this address.</param>
/// <param name="IsNew">Whether nothing was heard from it before, so that there is nothing to join either.</param>
internal sealed record Sender(Guid ContactId, Guid PointId, bool Verified, bool IsStaff = false, bool IsNew = false);
