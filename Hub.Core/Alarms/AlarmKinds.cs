namespace Hub.Core.Alarms;

/// <summary>The kinds of alarms: noun, dot, what is wrong with it.</summary>
public static class AlarmKinds
{
    /// <summary>A journal reader could not digest an entry; the subject is the reader's name.</summary>
    public const string EntryParked = "entry.parked";

    /// <summary>A timer keeps failing; the subject is its kind and subject.</summary>
    public const string TimerFailing = "timer.failing";

    /// <summary>A housekeeping task failed; the subject is its name.</summary>
    public const string HousekeepingFailing = "housekeeping.failing";

    /// <summary>A stored content is missing or damaged; the subject is its hash.</summary>
    public const string BlobUnreadable = "blob.unreadable";

    /// <summary>A provider refuses a channel account; the subject is its id, or its id and the folder of a mailbox with a colon between.</summary>
    public const string ChannelRefused = "channel.refused";

    /// <summary>A channel account cannot start; the subject is its id.</summary>
    public const string ChannelNotStarted = "channel.notStarted";

    /// <summary>A mail was refused, or left in its mailbox, because it is larger than the hub takes; the subject is the channel account's id, or
    /// the listener's section of the configuration where the mail was refused before it named a recipient.</summary>
    public const string MailTooLarge = "mail.tooLarge";

    /// <summary>A program and the hub answered each other, and the hub fell silent; the subject is the conversation's id.</summary>
    public const string MailLoop = "mail.loop";

    /// <summary>A mail server does not hand out a mail; the subject is the channel account's id and the folder, with a colon between.</summary>
    public const string MailNotFetched = "mail.notFetched";

    /// <summary>A mail server has more mails in a folder than were seen; the subject is the channel account's id and the folder, with a colon between.</summary>
    public const string MailboxDiffers = "mailbox.differs";

    /// <summary>Mails that were taken in cannot be marked, moved or deleted; the subject is the channel account's id and the folder, with a
    /// colon between.</summary>
    public const string MailboxNotWritable = "mailbox.notWritable";

    /// <summary>A promise to a customer is nearly or already broken, and its target says so; the subject is the conversation's id and the metric
    /// with a colon between.</summary>
    public const string ServiceLate = "service.late";

    /// <summary>A rule cannot be applied and is passed over; the subject is its id.</summary>
    public const string RuleBroken = "rule.broken";

    /// <summary>The receiver of a subscription's events does not take them; the subject is the subscription's id.</summary>
    public const string EventsFailing = "events.failing";

    /// <summary>Events of a subscription were given up, or the journal had forgotten them; the subject is the subscription's id.</summary>
    public const string EventsLost = "events.lost";

    /// <summary>A certificate has expired or will soon; the subject is its place in the configuration.</summary>
    public const string CertificateExpires = "certificate.expires";
}
