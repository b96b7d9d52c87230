using Hub.Core.Security;

namespace Hub.Host.Security;

/// <summary>Who makes this request; handlers take it as a parameter. Only routes that are not open have one.</summary>
/// <param name="Subject">The agent or the API key.</param>
/// <param name="TokenHash">What the token that was shown is stored as.</param>
internal sealed record Caller(Subject Subject, byte[] TokenHash)
{
    /// <summary>How the journal names the caller.</summary>
    public string Actor => Subject.Actor;

    /// <summary>The agent's id; null for a key.</summary>
    public Guid? AgentId => Subject.AgentId;

    /// <summary>Whether the caller may do this to the object; a refused object is answered 404, a refused action 403.</summary>
    public Access Authorize(string action, Guarded? target) => Authorizer.Authorize(Subject, action, target);

    /// <summary>Whether the caller may do this to the object.</summary>
    public bool Allows(string action, Guarded? target = null) => Authorizer.Allows(Subject, action, target);

    /// <summary>Hands the caller to a handler.</summary>
    public static ValueTask<Caller?> BindAsync(HttpContext http) => ValueTask.FromResult<Caller?>(Of(http));

    /// <summary>The caller of a request that has passed <see cref="AccessMiddleware"/>.</summary>
    public static Caller Of(HttpContext http) =>
        http.Features.Get<Caller>() ?? throw new InvalidOperationException("An open route has no caller.");
}
