using Hub.Core.Channels;
using Hub.Core.Conversations;
using Hub.Core.Storage;
using Microsoft.Extensions.Options;

namespace Hub.Core.Acknowledgements;

/// <summary>Judges whether a message may be answered without a person: never a program's, a list's or our own, and so many in an hour for all who write.</summary>
internal sealed class AnswerGuard(ChannelRegistry channels, IOptions<AcknowledgementOptions> options)
{
    /// <summary>A program wrote it.</summary>
    public const string Program = "program";

    /// <summary>Who has waited so long already is not helped by it any more.</summary>
    public const string Late = "late";

    /// <summary>Its channel does not send.</summary>
    public const string Channel = "channel";

    /// <summary>It came from one of our own addresses.</summary>
    public const string Own = "own";

    /// <summary>Its sender is suppressed.</summary>
    public const string Suppressed = "suppressed";

    /// <summary>As many were answered in this hour as may be.</summary>
    public const string Limit = "limit";

    private const string IsSuppressed =
        "SELECT 1 FROM suppressions WHERE kind = $1 AND address = $2 AND purpose <> 'marketing' AND (until_at IS NULL OR until_at > {now}) LIMIT 1";

    private const string OfLastHour =
        "SELECT (SELECT COUNT(*) FROM acknowledged WHERE at > {now} - 3600000) + (SELECT COUNT(*) FROM rule_replies WHERE at > {now} - 3600000)";

    private static readonly TimeSpan TooLate = TimeSpan.FromHours(1);

    /// <summary>The account to answer by, or why there is to be no answer.</summary>
    public async Task<(ChannelAccount? Account, string? Why)> JudgeAsync(Tx tx, BegunConversation begun, CancellationToken ct)
    {
        if (MessageFlag.IsOfProgram(begun.Flags) || MessageFlag.Has(begun.Flags, MessageFlag.Junk)) return (null, Program);
        if (begun.StoredAt.ToTime() < tx.Time.GetUtcNow() - TooLate) return (null, Late);
        if (channels.Find(begun.Channel)?.Account is not { Capabilities.Sends: true } account) return (null, Channel);
        if (channels.Owns(account.PointKind, begun.From)) return (null, Own);
        if (await tx.Statement(IsSuppressed).Bind(account.PointKind).Bind(begun.From).FirstAsync(row => true, ct)) return (null, Suppressed);
        var isTooMuch = await tx.Statement(OfLastHour).FirstAsync(row => row.Long(0), ct) >= options.Value.MostPerHour;
        return isTooMuch ? (null, Limit) : (account, null);
    }
}
