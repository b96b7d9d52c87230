using System.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace Hub.Host.Web;

/// <summary>
/// A page or some fragments, rendered whole before the first byte goes out, so that an error is an error page and never half a page. Plain
/// rendering to a text is all that is used of Razor components: no circuit, no state, no keys of a framework's own.
/// </summary>
internal sealed class PageHtml : IResult
{
    private const string Type = "text/html; charset=utf-8";

    private readonly PageContext _page;
    private readonly RenderFragment _content;
    private readonly Action<HttpResponse> _headers;

    private PageHtml(PageContext page, RenderFragment content, Action<HttpResponse> headers) => (_page, _content, _headers) = (page, content, headers);

    private int Status { get; init; }

    /// <summary>The component with this model.</summary>
    /// <param name="page">For whom it is rendered.</param>
    /// <param name="model">What it shows.</param>
    /// <param name="headers">Says what the page allows beyond the hub's usual headers.</param>
    /// <param name="status">The answer's status.</param>
    public static PageHtml Of<TComponent, TModel>(PageContext page, TModel model, Action<HttpResponse> headers, int status = 200)
        where TComponent : PageComponent<TModel> => new(
            page,
            builder =>
            {
                builder.OpenComponent<TComponent>(0);
                builder.AddComponentParameter(1, nameof(PageComponent<TModel>.Model), model);
                builder.CloseComponent();
            },
            headers) { Status = status };

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var services = httpContext.RequestServices;
        await using var renderer = new HtmlRenderer(services, services.GetRequiredService<ILoggerFactory>());
        var html = await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var parameters = ParameterView.FromDictionary(new Dictionary<string, object?>
            {
                [nameof(CascadingValue<PageContext>.Value)] = _page,
                [nameof(CascadingValue<PageContext>.IsFixed)] = true,
                [nameof(CascadingValue<PageContext>.ChildContent)] = _content,
            });
            var root = await renderer.RenderComponentAsync<CascadingValue<PageContext>>(parameters);
            return root.ToHtmlString();
        });
        var response = httpContext.Response;
        response.StatusCode = Status;
        response.ContentType = Type;
        _headers(response);
        await response.WriteAsync(html, Encoding.UTF8, httpContext.RequestAborted);
    }
}
