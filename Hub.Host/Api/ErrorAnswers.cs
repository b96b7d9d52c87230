using System.Text.Json;
using Hub.Core.Search;
using Hub.Core.Storage;

namespace Hub.Host.Api;

/// <summary>Turns what a request ends in into a <see cref="Problem"/>: the caller learns what it can mend, and nothing of the inside.</summary>
internal sealed class ErrorAnswers(RequestDelegate next, ILogger<ErrorAnswers> log)
{
    private const int ClientClosedRequest = 499;
    private const string RetryAfterSeconds = "5";
    private const string MissingFields = "missing required properties including: ";

    public async Task InvokeAsync(HttpContext http)
    {
        try
        {
            await next(http);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            if (!http.Response.HasStarted) http.Response.StatusCode = ClientClosedRequest;
        }
        catch (Exception error) when (!http.Response.HasStarted)
        {
            // the top of the request: whatever it ends in is answered
            await AnswerAsync(http, error);
        }
    }

    private Task AnswerAsync(HttpContext http, Exception error)
    {
        http.Response.Clear();
        var problem = error switch
        {
            BadInputException bad => Problem.Invalid(bad.Place, bad.Reason),
            BadHttpRequestException { InnerException: JsonException json } => OfJson(json),
            BadHttpRequestException bad => Problem.Of(bad.StatusCode, BindingDetail(bad)),
            JsonException json => OfJson(json),
            ConstraintException => Problem.Of(409, "It contradicts what is stored already."),
            StoreUnavailableException => Problem.Of(503, "Nothing can be stored now. Try again, with the same Idempotency-Key."),
            SearchUnavailableException => Problem.Of(503, "The search index is being made anew. Try again in a while."),
            _ => Problem.Of(500),
        };
        if (problem.Status == 503) http.Response.Headers.RetryAfter = RetryAfterSeconds;
        if (problem.Status >= 500)
        {
            problem = problem with { TraceId = Problem.IdOf(http) };
            Log.RequestFailed(log, problem.TraceId, error);
        }

        return problem.ExecuteAsync(http);
    }

    /// <summary>Only the place, and which fields are missing: the rest of the reader's message may repeat what was sent.</summary>
    private static Problem OfJson(JsonException error)
    {
        var place = $"{error.Path ?? "$"} (line {(error.LineNumber ?? 0) + 1}, byte {(error.BytePositionInLine ?? 0) + 1})";
        return Problem.Of(400, error.Message.Split(MissingFields) is [_, var names]
            ? $"The JSON lacks fields at {place}: {names.Split('.')[0]}."
            : $"The JSON cannot be taken at {place}.");
    }

    /// <summary>The framework says which parameter it could not bind, with its type and value, which are nobody's business.</summary>
    private static string? BindingDetail(BadHttpRequestException error)
    {
        var quoted = error.Message.Split('"');
        return quoted.Length > 1 && quoted[1].Split(' ') is [.., { Length: > 0 } name]
            ? $"The parameter {char.ToLowerInvariant(name[0])}{name[1..]} is missing or cannot be read."
            : null;
    }
}
