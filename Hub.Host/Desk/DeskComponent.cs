using Hub.Host.Web;

namespace Hub.Host.Desk;

/// <summary>A component of the desk that shows a model.</summary>
/// <typeparam name="TModel">What it shows.</typeparam>
public abstract class DeskComponent<TModel> : PageComponent<TModel>
{
    protected DeskContext Desk => (DeskContext)Page;
}
