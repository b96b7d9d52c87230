using System.Text;
using Hub.Host.Desk.Security;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace Hub.Host.Desk;

/// <summary>
/// A page or some fragments, rendered whole before the first byte goes out, so that an error is an error page and never half a page. Plain
/// rendering to a text is all that is used of Razor components: no circuit, no state, no keys of a framework's own.
/// </summary>
internal sealed class DeskHtml : IResult
{
    private const string Type = "text/html; charset=utf-8";
    private readonly DeskContext _desk;
    private readonly RenderFragment _content;

    private DeskHtml(DeskContext desk, RenderFragment content) => (_desk, _content) = (desk, content);

    public int Status { get; init; } = 200;

    /// <summary>What the page allows beyond the hub's usual headers.</summary>
    private Action<HttpResponse> Headers { get; init; } = DeskHeaders.ForPage;

    /// <summary>A page that allows other things than the desk's do.</summary>
    public static DeskHtml Of<TComponent, TModel>(DeskContext desk, TModel model, Action<HttpResponse> headers)
        where TComponent : DeskComponent<TModel> => new(desk, Of<TComponent, TModel>(desk, model)._content) { Headers = headers };

    /// <summary>The component with this model.</summary>
    public static DeskHtml Of<TComponent, TModel>(DeskContext desk, TModel model, int status = 200)
        where TComponent : DeskComponent<TModel> => new(desk, builder =>
    {
        builder.OpenComponent<TComponent>(0);
        builder.AddComponentParameter(1, nameof(DeskComponent<TModel>.Model), model);
        builder.CloseComponent();
    }) { Status = status };

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var services = httpContext.RequestServices;
        await using var renderer = new HtmlRenderer(services, services.GetRequiredService<ILoggerFactory>());
        var html = await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var parameters = ParameterView.FromDictionary(new Dictionary<string, object?>
            {
                [nameof(CascadingValue<DeskContext>.Value)] = _desk,
                [nameof(CascadingValue<DeskContext>.IsFixed)] = true,
                [nameof(CascadingValue<DeskContext>.ChildContent)] = _content,
            });
            var root = await renderer.RenderComponentAsync<CascadingValue<DeskContext>>(parameters);
            return root.ToHtmlString();
        });
        var response = httpContext.Response;
        response.StatusCode = Status;
        response.ContentType = Type;
        Headers(response);
        await response.WriteAsync(html, Encoding.UTF8, httpContext.RequestAborted);
    }
}
