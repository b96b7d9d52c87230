namespace Hub.Host.Sandboxes.Twilio;

/// <summary>A request that the sandbox was sent.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The path.</param>
/// <param name="Query">The query's fields in order.</param>
/// <param name="Form">The form's fields in order; empty without one.</param>
/// <param name="Authorized">Whether it bore an authorization, and the right one.</param>
internal sealed record TwilioSandboxRequest(
    string Method, string Path, IReadOnlyList<KeyValuePair<string, string>> Query, IReadOnlyList<KeyValuePair<string, string>> Form, bool? Authorized);
