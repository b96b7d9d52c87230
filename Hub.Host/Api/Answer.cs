using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Hub.Host.Api;

/// <summary>
/// The answer to a change, whole enough to be stored with the change and given again: see <see cref="RequestWrites"/>. One that tells of a
/// failure (400 and above) undoes the unit of work that returns it.
/// </summary>
internal sealed record Answer : IResult
{
    public required int Status { get; init; }

    /// <summary>The JSON text; null for none.</summary>
    public string? Body { get; init; }

    /// <summary>The version of what the body shows.</summary>
    public string? ETag { get; init; }

    /// <summary>Where what was made is found.</summary>
    public string? Location { get; init; }

    /// <summary>Whether it is given again to a repeated request.</summary>
    public bool IsReplayed { get; init; }

    public bool IsFailure => Status >= 400;

    /// <summary>200 with what was changed.</summary>
    public static Answer Ok<T>(T body, JsonTypeInfo<T> type, long? version = null) =>
        new() { Status = 200, Body = JsonSerializer.Serialize(body, type), ETag = version is { } number ? ETags.Of(number) : null };

    /// <summary>201 with what was made, and where it is.</summary>
    public static Answer Created<T>(string location, T body, JsonTypeInfo<T> type, long? version = null) =>
        Ok(body, type, version) with { Status = 201, Location = location };

    /// <summary>204.</summary>
    public static Answer NoContent() => new() { Status = 204 };

    /// <summary>404: it does not exist, or is none of the caller's business.</summary>
    public static Answer NotFound() => Of(Problem.Of(404));

    /// <summary>409: it cannot be done to the object as it is.</summary>
    public static Answer Conflict(string detail) => Of(Problem.Of(409, detail));

    /// <summary>400: a field is wrong.</summary>
    public static Answer Invalid(string field, string reason) => Of(Problem.Invalid(field, reason));

    /// <summary>412: somebody changed it since the caller read it; with the object as it is now.</summary>
    public static Answer VersionDiffers<T>(T current, JsonTypeInfo<T> type, long version) =>
        Of(Problem.Of(412, "It was changed meanwhile: see current.") with { Current = JsonSerializer.SerializeToElement(current, type) })
            with { ETag = ETags.Of(version) };

    public static Answer Of(Problem problem) =>
        new() { Status = problem.Status, Body = JsonSerializer.Serialize(problem, ApiJson.Default.Problem) };

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = Status;
        if (ETag is not null) response.Headers.ETag = ETag;
        if (Location is not null) response.Headers.Location = Location;
        if (IsReplayed) response.Headers["Idempotency-Replayed"] = "true";
        if (Body is null) return Task.CompletedTask;
        response.ContentType = IsFailure ? Problem.ContentType : "application/json; charset=utf-8";
        return response.WriteAsync(Body, httpContext.RequestAborted);
    }
}
