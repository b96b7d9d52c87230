using Microsoft.Extensions.Logging;

namespace Hub.Channels.Telegram;

/// <summary>
/// Fetches the files of a message before it is taken in, so that both are stored together. A file that cannot be had within a bounded time and size
/// is named with the reason: it holds nothing up.
/// </summary>
internal sealed class TelegramFetcher(ITelegramApi api, string channel, TimeProvider time, ILogger log)
{
    private const int Tries = 3;

    // the whole of a file at 512 KiB/s, which a slow sender does not stretch
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>The file, or why it is missing.</summary>
    public async Task<TelegramInputFile> FetchAsync(NamedFile file, CancellationToken ct)
    {
        if (file.Size > TelegramFiles.MaxBytes) return Missing(file, "it is larger than the 20 MB that Telegram hands out");
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await TryAsync(file, ct);
            }
            catch (TelegramBrokenException error)
            {
                ct.ThrowIfCancellationRequested();
                if (attempt == Tries || error.IsTimeout) return Missing(file, $"Telegram did not hand it out ({error.Message})");
            }

            await Task.Delay(Pause * attempt, time, ct);
        }
    }

    private async Task<TelegramInputFile> TryAsync(NamedFile file, CancellationToken ct)
    {
        var answer = await api.CallAsync("getFile", new TelegramParameters { FileId = file.Id }, [], Patience, ct);
        if (!answer.Ok)
        {
            if (answer.ErrorCode is 429 or >= 500) throw new TelegramBrokenException($"HTTP {answer.ErrorCode}", begun: true);
            return Missing(file, $"Telegram does not hand it out ({answer.ErrorCode} {answer.Description})");
        }

        var told = TelegramReading.FileOf(answer.Result);
        if (told?.FileSize > TelegramFiles.MaxBytes || told?.FilePath is not { } path) return Missing(file, "Telegram does not say where it is");
        var content = await api.DownloadAsync(path, TelegramFiles.MaxBytes, Patience, ct);
        return content is null ? Missing(file, "it is not where Telegram says, or larger than 20 MB") : new TelegramInputFile(file.Id, content, null);
    }

    private TelegramInputFile Missing(NamedFile file, string why)
    {
        Log.FileMissing(log, channel, why);
        return new TelegramInputFile(file.Id, null, why);
    }
}
