using Hub.Host.Web.Language;
using Microsoft.AspNetCore.Components;

namespace Hub.Host.Web;

/// <summary>What every component has at hand.</summary>
public abstract class PageElement : ComponentBase
{
    [CascadingParameter]
    public required PageContext Page { get; set; }

    protected Texts T => Page.T;
}
