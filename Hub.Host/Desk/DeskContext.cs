using Hub.Core.Agents;
using Hub.Host.Security;
using Hub.Host.Web;

namespace Hub.Host.Desk;

/// <summary>What every component of the desk knows of the request that it is rendered for.</summary>
public sealed record DeskContext : PageContext
{
    /// <param name="page">What every page knows.</param>
    /// <param name="formToken">The token that every form carries.</param>
    internal DeskContext(PageContext page, string formToken) : base(page) => FormToken = formToken;

    /// <summary>The token that every form carries.</summary>
    public string FormToken { get; }

    /// <summary>Who is signed in; null on the sign-in page.</summary>
    internal Caller? Caller { get; init; }

    /// <summary>The same as an agent; null on the sign-in page.</summary>
    public Agent? Me { get; init; }

    /// <summary>A key under which a form that is sent twice has one effect.</summary>
    public string NewKey() => Guid.CreateVersion7(Now).ToString("N");

    /// <summary>Whether what the action does is to be offered.</summary>
    public bool May(string action) => Caller?.Allows(action) == true;
}
