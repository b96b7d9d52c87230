using System.Net;
using Hub.Core.Channels;

namespace Hub.Channels.Http;

/// <summary>
/// What a webhook's answer, or the lack of one, means. The contract with its receiver (README): 2xx is "taken", anything else "not taken".
/// Status codes: RFC 9110 section 15, 425 RFC 8470, 429 RFC 6585; Retry-After: RFC 9110 section 10.2.3.
/// </summary>
internal static class HttpErrors
{
    /// <summary>The receiver answered.</summary>
    public static DeliveryResult FromAnswer(HttpStatusCode status, TimeSpan? retryAfter)
    {
        var detail = $"HTTP {(int)status}";
        return (int)status switch
        {
            >= 200 and < 300 => new DeliveryResult.Accepted(null),
            >= 300 and < 400 => new DeliveryResult.Deferred(
                DeliveryClass.Configuration, $"{detail}: redirects are not followed, configure the final address"),
            401 or 403 or 404 or 405 => new DeliveryResult.Deferred(DeliveryClass.Configuration, detail),
            429 => new DeliveryResult.Deferred(DeliveryClass.Throttled, detail, retryAfter),
            408 or 425 or >= 500 => new DeliveryResult.Deferred(DeliveryClass.Transient, detail, retryAfter),
            410 => new DeliveryResult.Rejected(DeliveryClass.Address, detail),
            _ => new DeliveryResult.Rejected(DeliveryClass.Content, detail),
        };
    }

    /// <summary>The line broke, or time ran out, before the status arrived.</summary>
    /// <param name="error">What broke.</param>
    /// <param name="begun">Whether any of the body had left.</param>
    public static DeliveryResult FromBreak(Exception error, bool begun)
    {
        var cause = error switch
        {
            OperationCanceledException => "no answer in time",
            HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => "the host's name is not known",
            HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } => "no connection",
            HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => "TLS failed",
            _ => "the connection broke",
        };
        return begun
            ? new DeliveryResult.Unknown($"{cause} after the request had begun")
            : new DeliveryResult.Deferred(DeliveryClass.Transient, $"{cause} before the request was sent");
    }
}
