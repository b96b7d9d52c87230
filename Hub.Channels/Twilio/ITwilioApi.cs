namespace Hub.Channels.Twilio;

/// <summary>
/// What the hub asks of Twilio's Programmable Messaging API (version 2010-04-01), in Twilio's own names. Documentation:
/// www.twilio.com/docs/messaging/api/message-resource and .../media-resource.
/// </summary>
internal interface ITwilioApi
{
    /// <summary>Creates a message, once: the request bears nothing by which Twilio would know a repetition.</summary>
    /// <param name="fields">The form, such as <c>To</c>, <c>From</c>, <c>Body</c>.</param>
    /// <param name="ct">Ends the request; Twilio may have it.</param>
    Task<TwilioAnswer<TwilioMessage>> CreateAsync(IReadOnlyList<KeyValuePair<string, string>> fields, CancellationToken ct);

    /// <summary>A page of messages, the latest first.</summary>
    Task<TwilioAnswer<TwilioMessagePage>> ListAsync(TwilioMessageFilter filter, CancellationToken ct);

    /// <summary>The files of a message.</summary>
    Task<TwilioAnswer<TwilioMediaPage>> ListMediaAsync(string messageSid, CancellationToken ct);

    /// <summary>A file's content, at most <paramref name="mostBytes"/>.</summary>
    Task<TwilioAnswer<TwilioContent>> FetchMediaAsync(TwilioMediaPlace place, int mostBytes, CancellationToken ct);
}
