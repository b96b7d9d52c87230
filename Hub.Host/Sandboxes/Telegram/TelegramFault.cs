namespace Hub.Host.Sandboxes.Telegram;

/// <summary>What goes wrong with a call.</summary>
internal sealed record TelegramFault
{
    /// <summary>What is answered in place of the truth; 0 for what the call deserves.</summary>
    public int Status { get; init; }

    public string Description { get; init; } = "";

    /// <summary>Seconds, as <c>parameters.retry_after</c>.</summary>
    public int? RetryAfter { get; init; }

    /// <summary>As <c>parameters.migrate_to_chat_id</c>.</summary>
    public long? MigrateTo { get; init; }

    /// <summary>Whether the call is acted on although something else, or nothing, is answered.</summary>
    public bool Acts { get; init; }

    /// <summary>Whether the line is cut in place of an answer.</summary>
    public bool Cuts { get; init; }

    /// <summary>How long the answer takes; a file comes a byte at a time meanwhile.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>As the Bot API refuses.</summary>
    public static TelegramFault Refuse(int status, string description) => new() { Status = status, Description = description };

    /// <summary>It has acted, and nobody hears of it.</summary>
    public static TelegramFault CutAfterAccept { get; } = new() { Acts = true, Cuts = true };
}
