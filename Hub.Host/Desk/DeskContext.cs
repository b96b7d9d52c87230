using Hub.Core.Agents;
using Hub.Host.Desk.Language;
using Hub.Host.Security;

namespace Hub.Host.Desk;

/// <summary>What every component knows of the request that it is rendered for.</summary>
public sealed record DeskContext
{
    public required Texts T { get; init; }

    public required Clock Clock { get; init; }

    /// <summary>The token that every form carries.</summary>
    public required string FormToken { get; init; }

    /// <summary>The user's choice of colours: <c>light</c>, <c>dark</c>, or null for that of the system.</summary>
    public required string? Theme { get; init; }

    /// <summary>A key under which a form that is sent twice has one effect.</summary>
    public string NewKey() => Guid.CreateVersion7(Now).ToString("N");

    public required DateTimeOffset Now { get; init; }

    /// <summary>Who is signed in; null on the sign-in page.</summary>
    internal Caller? Caller { get; init; }

    /// <summary>The same as an agent; null on the sign-in page.</summary>
    public Agent? Me { get; init; }

    /// <summary>Whether what the action does is to be offered.</summary>
    public bool May(string action) => Caller?.Allows(action) == true;
}
