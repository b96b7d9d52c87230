namespace Hub.Core.Conversations;

/// <summary>What a message's reader should know: words that the core itself puts on it or acts on; channels add their own.</summary>
public static class MessageFlag
{
    /// <summary>Its provider's id came before with another content, so answers to that id may mean either.</summary>
    public const string IdReused = "idReused";

    /// <summary>It reports that something of ours was not delivered.</summary>
    public const string Bounce = "bounce";

    /// <summary>It reports that something of ours is late.</summary>
    public const string Delayed = "delayed";

    /// <summary>It reports that something of ours was delivered or read.</summary>
    public const string Receipt = "receipt";

    /// <summary>It tells that a receiver complained of something of ours.</summary>
    public const string Complaint = "complaint";

    /// <summary>Its sender wants no more of what we send by ourselves.</summary>
    public const string Unsubscribe = "unsubscribe";

    /// <summary>It reports of something, and bears no key of ours that says of what.</summary>
    public const string Unmatched = "unmatched";

    /// <summary>A program answers by itself: theirs, such as that somebody is away, or ours.</summary>
    public const string AutoReply = "autoReply";

    /// <summary>A program wrote it, or wants no automatic answer.</summary>
    public const string Automatic = "automatic";

    /// <summary>It came by a list, or went to many.</summary>
    public const string Bulk = "bulk";

    /// <summary>It is one of ours that came back, or has been going round.</summary>
    public const string Loop = "loop";

    /// <summary>It was taken for junk when it came: by its mail server, or because people decided so of its sender.</summary>
    public const string Junk = "junk";

    /// <summary>It repeats a message of the conversation to somebody else: no answer to the customer.</summary>
    public const string Forward = "forward";

    /// <summary>Somebody of us sent it from elsewhere, such as a mail program.</summary>
    public const string SentElsewhere = "sentElsewhere";

    /// <summary>Its sender asks to be written to at the address that it names for answers, which proves nothing and is used when an agent picks it.</summary>
    public const string WriteBack = "writeBack";

    /// <summary>It bears an agent's address as its sender, and is not taken for the agent's answer.</summary>
    public const string Staff = "staff";

    /// <summary>Files came with it that the provider did not hand out.</summary>
    public const string FileMissing = "fileMissing";

    private static readonly string[] OfPrograms = [Bounce, Delayed, Receipt, Complaint, Unsubscribe, AutoReply, Automatic, Bulk, Loop];

    private static readonly string[] Answerless = [Bounce, Delayed, Receipt, Complaint, Unsubscribe, AutoReply, Loop];

    /// <summary>Whether nobody waits for an answer to the message.</summary>
    /// <param name="flags">Its flags with a space between, or null.</param>
    public static bool IsAnswerless(string? flags) => flags is not null && flags.Split(' ').Any(Answerless.Contains) && !Has(flags, Unmatched);

    /// <summary>Flags in the form in which they are stored: with a space between, or null for none.</summary>
    internal static string? Text(IReadOnlyCollection<string> flags) => flags.Count == 0 ? null : string.Join(' ', flags);

    /// <summary>Whether a message bears a flag.</summary>
    /// <param name="flags">Its flags with a space between, or null.</param>
    /// <param name="flag">The flag.</param>
    public static bool Has(string? flags, string flag) => flags is not null && flags.Split(' ').Contains(flag);

    /// <summary>Whether a program wrote the message, so that no program may answer it.</summary>
    /// <param name="flags">Its flags with a space between, or null.</param>
    public static bool IsOfProgram(string? flags) => flags is not null && flags.Split(' ').Any(OfPrograms.Contains);
}
