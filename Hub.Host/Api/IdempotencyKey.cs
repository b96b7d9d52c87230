namespace Hub.Host.Api;

/// <summary>Names one wish of one caller, so that repeating the request does not repeat the effect.</summary>
/// <param name="Route">Method and path.</param>
/// <param name="Key">The caller's <c>Idempotency-Key</c>.</param>
/// <param name="BodyHash">Tells another body under the same key.</param>
internal sealed record IdempotencyKey(string Route, string Key, string BodyHash);
