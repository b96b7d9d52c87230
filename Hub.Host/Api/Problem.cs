using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.WebUtilities;

namespace Hub.Host.Api;

/// <summary>An error as every route answers it (RFC 9457).</summary>
internal sealed record Problem : IResult
{
    public const string ContentType = "application/problem+json";

    public string Type { get; init; } = "about:blank";

    public required string Title { get; init; }

    public required int Status { get; init; }

    /// <summary>What is wrong with this request and what to do; never what the hub keeps to itself.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Detail { get; init; }

    /// <summary>The fields that are wrong, each with why.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, string[]>? Errors { get; init; }

    /// <summary>The object as it is now, where the caller's view of it was an old one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public JsonElement? Current { get; init; }

    /// <summary>Under this id the log says more.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? TraceId { get; init; }

    public static Problem Of(int status, string? detail = null) =>
        new() { Status = status, Title = ReasonPhrases.GetReasonPhrase(status), Detail = detail };

    /// <summary>400: a field is wrong.</summary>
    public static Problem Invalid(string field, string reason) =>
        Of(400, $"{field}: {reason}.") with { Errors = new Dictionary<string, string[]> { [field] = [reason] } };

    /// <summary>The id by which a request is found in the log.</summary>
    public static string IdOf(HttpContext http) => Activity.Current?.TraceId.ToString() ?? http.TraceIdentifier;

    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = Status;
        return httpContext.Response.WriteAsJsonAsync(this, ApiJson.Default.Problem, ContentType, httpContext.RequestAborted);
    }
}
