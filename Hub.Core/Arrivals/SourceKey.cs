namespace Hub.Core.Arrivals;

/// <summary>
/// Identifies an arrival: UNIQUE over the channel account and these two. A channel whose provider ids are unique by themselves leaves the
/// fingerprint empty; other content under a known id then goes to that message's variants with an alarm.
/// </summary>
/// <param name="ProviderId">The provider's id, or that of the reception where the source gives none.</param>
/// <param name="Fingerprint">A hash over what the channel holds to be the same message, or empty. Where it is not, a known provider id with
/// another fingerprint is a message of its own that bears a warning.</param>
/// <param name="ForgetAfter">How long after its arrival the same again is a new message; null for never.</param>
/// <param name="Scope">Where it is unique, when that is wider than the channel account: accounts that get the same message count it once.</param>
public sealed record SourceKey(string ProviderId, string Fingerprint = "", TimeSpan? ForgetAfter = null, string? Scope = null);
