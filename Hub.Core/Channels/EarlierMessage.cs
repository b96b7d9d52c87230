namespace Hub.Core.Channels;

/// <summary>A message that an outgoing one follows.</summary>
/// <param name="Id">Its id.</param>
/// <param name="IsOurs">Whether we sent it.</param>
/// <param name="ProviderId">The provider's id of one that came in, such as its Message-ID; null where it has none or is ours.</param>
public sealed record EarlierMessage(Guid Id, bool IsOurs, string? ProviderId);
