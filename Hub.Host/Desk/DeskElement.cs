using Microsoft.AspNetCore.Components;

namespace Hub.Host.Desk;

/// <summary>What every component has at hand.</summary>
public abstract class DeskElement : ComponentBase
{
    [CascadingParameter]
    public required DeskContext Desk { get; set; }

    protected Language.Texts T => Desk.T;
}
