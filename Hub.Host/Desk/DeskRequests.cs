using Hub.Core.Agents;
using Hub.Core.Storage;
using Hub.Host.Desk.Security;
using Hub.Host.Security;
using Hub.Host.Web;

namespace Hub.Host.Desk;

/// <summary>Finds out for whom and how a request's page is to be written.</summary>
internal sealed class DeskRequests(Store store, FormTokens tokens)
{
    /// <summary>For a page before there is a session.</summary>
    public DeskContext OfVisitor(HttpContext http) => Of(http, tokens.OfVisitor(http));

    /// <summary>For a page of the agent who is signed in; null for an API key, which is no person.</summary>
    public async Task<DeskContext?> OfAgentAsync(HttpContext http)
    {
        var caller = Caller.Of(http);
        if (caller.AgentId is not { } id) return null;
        var me = await store.ReadAsync((db, read) => AgentStore.FindAsync(db, id, read), http.RequestAborted);
        return me is null ? null : Of(http, tokens.Of(caller)) with { Caller = caller, Me = me };
    }

    private DeskContext Of(HttpContext http, string token) => new(PageContext.Of(http, store.Time), token);
}
