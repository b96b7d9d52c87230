using Microsoft.AspNetCore.Components;

namespace Hub.Host.Desk;

/// <summary>A component that shows a model.</summary>
/// <typeparam name="TModel">What it shows.</typeparam>
public abstract class DeskComponent<TModel> : DeskElement
{
    [Parameter]
    [EditorRequired]
    public required TModel Model { get; set; }
}
