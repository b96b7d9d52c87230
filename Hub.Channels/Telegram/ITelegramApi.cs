namespace Hub.Channels.Telegram;

/// <summary>The Bot API as the channel needs it: methods and parameters by its own names. What it throws and answers never bears the token.</summary>
internal interface ITelegramApi
{
    /// <summary>Calls a method.</summary>
    /// <param name="method">Its name, such as <c>sendMessage</c>.</param>
    /// <param name="parameters">Its parameters; what is null is left out.</param>
    /// <param name="files">What it uploads, by the names under which parameters refer to it.</param>
    /// <param name="patience">How long it may take.</param>
    /// <param name="ct">Ends the wait; the call may have been made.</param>
    /// <returns>What the Bot API answered, also where it refuses.</returns>
    /// <exception cref="TelegramBrokenException">There is no answer.</exception>
    Task<TelegramAnswer> CallAsync(
        string method, TelegramParameters parameters, IReadOnlyList<TelegramUpload> files, TimeSpan patience, CancellationToken ct);

    /// <summary>Fetches a file that <c>getFile</c> has told the path of.</summary>
    /// <param name="path">Its <c>file_path</c>.</param>
    /// <param name="most">The most bytes that are read.</param>
    /// <param name="patience">How long it may take.</param>
    /// <param name="ct">Ends it.</param>
    /// <returns>Its bytes; null where it is larger or no longer there.</returns>
    /// <exception cref="TelegramBrokenException">The line broke, or it took too long.</exception>
    Task<byte[]?> DownloadAsync(string path, int most, TimeSpan patience, CancellationToken ct);
}
