namespace Hub.Channels.Twilio;

/// <summary>What became of a request.</summary>
internal abstract record TwilioAnswer<T>
{
    private TwilioAnswer()
    {
    }

    /// <summary>Twilio did it.</summary>
    public sealed record Done(T Value) : TwilioAnswer<T>;

    /// <summary>Twilio answered otherwise.</summary>
    /// <param name="Status">The HTTP status.</param>
    /// <param name="Code">Twilio's error code, where it gave one.</param>
    /// <param name="RetryAfter">When to come again, where it said so.</param>
    public sealed record Refused(int Status, int? Code, TimeSpan? RetryAfter) : TwilioAnswer<T>;

    /// <summary>There was no whole answer.</summary>
    /// <param name="Cause">What broke.</param>
    /// <param name="Begun">Whether any of the request had left.</param>
    public sealed record Broken(string Cause, bool Begun) : TwilioAnswer<T>;
}
