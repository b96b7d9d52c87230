using Hub.Core.Deliveries;

namespace Hub.Channels.Email;

/// <summary>What a mail is when no human wrote it to us.</summary>
/// <param name="Flags">What its reader should know of that.</param>
/// <param name="IsQuiet">Whether nobody waits for an answer to it.</param>
/// <param name="Report">What it reports of a mail of ours that it names by our key.</param>
internal sealed record EmailStanding(IReadOnlyList<string> Flags, bool IsQuiet = false, SentReport? Report = null);
