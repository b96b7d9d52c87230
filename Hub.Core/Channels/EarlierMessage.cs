namespace Hub.Core.Channels;

/// <summary>A message that an outgoing one follows.</summary>
/// <param name="Id">Its id.</param>
/// <param name="IsOurs">Whether we sent it.</param>
/// <param name="ProviderId">The provider's id of one that came in, such as its Message-ID; null where it has none or is ours.</param>
/// <param name="OwnToken">Our keyed name of the conversation in which it was written, where it has moved since: its own id bears that.</param>
public sealed record EarlierMessage(Guid Id, bool IsOurs, string? ProviderId, string? OwnToken = null);
