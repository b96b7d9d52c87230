using Hub.Host.Web;

namespace Hub.Host.Desk;

/// <summary>What every component of the desk has at hand.</summary>
public abstract class DeskElement : PageElement
{
    protected DeskContext Desk => (DeskContext)Page;
}
