namespace Hub.Channels.Telegram;

/// <summary>
/// A call to the Bot API has no answer. It has no inner exception on purpose: the address called bears the bot's token, and nobody knows what the
/// texts of others' exceptions repeat.
/// </summary>
/// <param name="cause">What broke, without addresses.</param>
/// <param name="begun">Whether any of the request had left, so that it may have been acted on.</param>
internal sealed class TelegramBrokenException(string cause, bool begun) : Exception(cause)
{
    /// <summary>Whether any of the request had left, so that it may have been acted on.</summary>
    public bool Begun { get; } = begun;

    /// <summary>Whether it was the time that ran out.</summary>
    public bool IsTimeout { get; init; }
}
