using Hub.Core.Acknowledgements;
using Hub.Core.Calendars;
using Hub.Core.Channels;
using Hub.Core.Identities;
using Hub.Core.Routing;
using Hub.Core.ServiceLevels;
using Hub.Host.Desk.Reading;

namespace Hub.Host.Desk.Pages;

/// <summary>What a queue says by itself, and as whom.</summary>
public sealed record QueueModel
{
    public required ShellModel Shell { get; init; }

    public required WorkQueue Queue { get; init; }

    /// <summary>The calendars that it may follow.</summary>
    public required IReadOnlyList<WorkCalendar> Calendars { get; init; }

    /// <summary>Every queue, which what it could not keep may be moved to.</summary>
    public required IReadOnlyList<WorkQueue> Queues { get; init; }

    /// <summary>What it promises to its customers.</summary>
    public required QueueTargets Targets { get; init; }

    public required Acknowledgement Acknowledgement { get; init; }

    public required QueueIdentity Identity { get; init; }

    /// <summary>The accounts that it may write as somebody on.</summary>
    public required IReadOnlyList<ChannelAccount> Accounts { get; init; }

    /// <summary>The acknowledgements, of the desk's own languages even where there is none yet.</summary>
    public IReadOnlyList<AcknowledgementText> Texts =>
        [.. Acknowledgement.Texts, .. Missing(Acknowledgement.Texts.Select(text => text.Language)).Select(tag => new AcknowledgementText(tag, "", ""))];

    /// <summary>The signatures, likewise.</summary>
    public IReadOnlyList<QueueSignature> Signatures =>
        [.. Identity.Signatures, .. Missing(Identity.Signatures.Select(signature => signature.Language)).Select(tag => new QueueSignature(tag, ""))];

    private static IEnumerable<string> Missing(IEnumerable<string> there) => Hub.Host.Web.Language.Texts.All.Select(texts => texts.Tag).Except(there);
}
