using Hub.Host.Security;
using Microsoft.OpenApi;

namespace Hub.Host.Api;

/// <summary>The document at /openapi/v1.json.</summary>
internal static class OpenApi
{
    private const string Scheme = "token";

    public static IServiceCollection AddHubOpenApi(this IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo { Title = "OmniHub", Version = "v1" };
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
            {
                [Scheme] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer" },
            };
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, context, _) =>
        {
            var rule = context.Description.ActionDescriptor.EndpointMetadata.OfType<AccessRule>().LastOrDefault();
            if (rule is { IsOpen: false })
            {
                operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Scheme, context.Document)] = [] }];
                if (rule.Action is not null) operation.Description = $"Needs the permission {rule.Action}.";
            }

            return Task.CompletedTask;
        });
    });
}
