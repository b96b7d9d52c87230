using Microsoft.AspNetCore.Components;

namespace Hub.Host.Web;

/// <summary>A component that shows a model.</summary>
/// <typeparam name="TModel">What it shows.</typeparam>
public abstract class PageComponent<TModel> : PageElement
{
    [Parameter]
    [EditorRequired]
    public required TModel Model { get; set; }
}
