namespace Hub.Channels.Telegram;

/// <summary>What the channel puts on messages for their readers.</summary>
public static class TelegramFlags
{
    /// <summary>The sender changed a message after it was sent: this is the new text, under the same provider's id as the former one.</summary>
    public const string Edited = "edited";

    /// <summary>It was written by somebody else and passed on; who that was is the sender's word.</summary>
    public const string Forwarded = "forwarded";

    /// <summary>A button was pressed.</summary>
    public const string Button = "button";

    /// <summary>It came by a link of ours that bears a reference.</summary>
    public const string DeepLink = "deepLink";

    /// <summary>It names a phone number as the sender gives it: nobody has proven whose it is.</summary>
    public const string ContactClaim = "contactClaim";

    /// <summary>A file of it was not fetched; the text says why.</summary>
    public const string FileMissing = "fileMissing";

    /// <summary>It is of a kind that is not shown; the whole is kept.</summary>
    public const string Unsupported = "unsupported";
}
