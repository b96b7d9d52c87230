using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using Hub.Core.Channels;

namespace Hub.Channels.Twilio;

/// <summary>
/// What Twilio's answers mean. The codes: www.twilio.com/docs/api/errors. A server error (5xx, code 20500) leaves open whether the message was
/// made, since making one is not idempotent; 429 (code 20429) says that it was not.
/// </summary>
internal static class TwilioErrors
{
    private static readonly FrozenDictionary<int, DeliveryClass> Classes = new (DeliveryClass Class, int[] Codes)[]
    {
        // too many requests, too many messages queued for the sender, too many on WhatsApp
        (DeliveryClass.Throttled, [14107, 20429, 21611, 63018]),
        (DeliveryClass.Quota, [30038, 63017]),
        (DeliveryClass.Transient, [30003, 30008, 30017, 30018, 30019, 30020, 30022, 30023, 30026, 30027]),
        // no such number, no mobile one, no route to it, nobody with it on WhatsApp
        (DeliveryClass.Address, [21211, 21214, 21217, 21219, 21265, 21266, 21604, 21612, 21614, 21635, 30004, 30005, 30006, 30011, 63003, 63024]),
        (DeliveryClass.Consent, [21610, 63014, 63032]),
        (DeliveryClass.Content,
            [21602, 21605, 21617, 21619, 21620, 21623, 21655, 21656, 21657, 21658, 30007, 30009, 30010, 30034, 30035, 63005, 63013, 63016, 63019, 63020, 63021, 63027, 63028]),
        (DeliveryClass.Configuration,
            [20001, 20003, 20005, 20008, 20404, 21212, 21408, 21603, 21606, 21607, 21608, 21609, 21659, 21660, 21701, 21703, 21704, 21705, 30002, 30032, 63007, 63010, 63051]),
        (DeliveryClass.Expired, [30001, 30036]),
    }.SelectMany(entry => entry.Codes, (entry, code) => KeyValuePair.Create(code, entry.Class)).ToFrozenDictionary();

    /// <summary>Codes that say of the receiver's number that it can never be written to.</summary>
    private static readonly FrozenSet<int> Dead = new[] { 21211, 21217, 21614, 30005 }.ToFrozenSet();

    /// <summary>What an error code means; null where it is none that is known.</summary>
    public static DeliveryClass? ClassOf(int? code) => code is { } known && Classes.TryGetValue(known, out var found) ? found : null;

    /// <summary>Whether a code says that nothing will ever reach the receiver's number.</summary>
    public static bool IsDead(int? code) => code is { } known && Dead.Contains(known);

    /// <summary>What became of the making of a message.</summary>
    public static DeliveryResult ResultOf(TwilioAnswer<TwilioMessage> answer) => answer switch
    {
        TwilioAnswer<TwilioMessage>.Done done => new DeliveryResult.Accepted(done.Value.Sid),
        TwilioAnswer<TwilioMessage>.Refused refused => Refusal(refused.Status, refused.Code, refused.RetryAfter),
        TwilioAnswer<TwilioMessage>.Broken { Begun: false } broken =>
            new DeliveryResult.Deferred(DeliveryClass.Transient, $"{broken.Cause} before the request was sent"),
        TwilioAnswer<TwilioMessage>.Broken broken => new DeliveryResult.Unknown($"{broken.Cause} after the request had begun"),
        _ => throw new ArgumentException("There is no such answer.", nameof(answer)),
    };

    /// <summary>What of a request broke, in words without addresses.</summary>
    public static string CauseOf(Exception error) => error switch
    {
        OperationCanceledException => "no answer in time",
        JsonException => "the answer is not Twilio's",
        BoundedContent.TooLongException => "the answer is too long",
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => "the host's name is not known",
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } => "no connection",
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => "TLS failed",
        _ => "the connection broke",
    };

    /// <summary>When an answer asks to come again.</summary>
    public static TimeSpan? RetryAfter(HttpResponseMessage answer, TimeProvider time) => answer.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date - time.GetUtcNow(),
        _ => null,
    };

    private static DeliveryResult Refusal(int status, int? code, TimeSpan? retryAfter)
    {
        var detail = code is { } known
            ? string.Create(CultureInfo.InvariantCulture, $"Twilio error {known} (HTTP {status})")
            : string.Create(CultureInfo.InvariantCulture, $"HTTP {status}");
        if (status == 429) return new DeliveryResult.Deferred(DeliveryClass.Throttled, detail, retryAfter);
        if (status >= 500) return new DeliveryResult.Unknown(detail);
        var found = ClassOf(code) ?? (status is 401 or 403 or 404 or 405 or (>= 300 and < 400) ? DeliveryClass.Configuration : DeliveryClass.Content);
        return found is DeliveryClass.Throttled or DeliveryClass.Quota or DeliveryClass.Transient or DeliveryClass.Configuration
            ? new DeliveryResult.Deferred(found, detail, retryAfter)
            : new DeliveryResult.Rejected(found, detail) { IsDead = IsDead(code) };
    }
}
