namespace Hub.Core.Channels;

/// <summary>A message that an outgoing one follows.</summary>
/// <param name="Id">Its id.</param>
/// <param name="IsOurs">Whether we sent it.</param>
/// <param name="ProviderId">The provider's id, such as a Message-ID, of one that the hub did not send itself; null where it has none.</param>
/// <param name="OwnToken">Our keyed name of the conversation in which it was written, where it has moved since: its own id bears that.</param>
public sealed record EarlierMessage(Guid Id, bool IsOurs, string? ProviderId, string? OwnToken = null);
