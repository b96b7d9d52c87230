using System.Text.RegularExpressions;
using Hub.Core.Channels;
using Hub.Core.Contacts;
using Hub.Core.Identities;

namespace Hub.Host.Api;

/// <summary>As whom a queue shall write, and what shall stand below its agents' answers.</summary>
internal sealed partial record IdentityBody(IReadOnlyList<SenderIdentityView>? Senders = null, IReadOnlyList<SignatureView>? Signatures = null)
{
    public QueueIdentity Identity(ChannelRegistry channels) => new()
    {
        Senders = [.. (Senders ?? []).Select(sender => new QueueSender(sender.Channel, Canonical(channels, sender) ?? "", sender.Name ?? ""))],
        Signatures = [.. (Signatures ?? []).Select(signature => new QueueSignature(signature.Language, signature.Text.ReplaceLineEndings("\n").Trim('\n')))],
    };

    public Problem? Fault(ChannelRegistry channels) => SenderFault(channels) is { } sender ? Problem.Invalid("senders", sender)
        : SignatureFault() is { } signature ? Problem.Invalid("signatures", signature)
        : null;

    private string? SenderFault(ChannelRegistry channels) =>
        Senders?.Count > QueueIdentity.MostSenders ? $"they are at most {QueueIdentity.MostSenders}"
        : Senders?.Any(sender => sender is null) == true ? "one of them is null"
        : Senders?.DistinctBy(sender => sender.Channel).Count() < Senders?.Count ? "a channel is there twice"
        : Senders?.Select(sender => Fault(channels, sender)).FirstOrDefault(fault => fault is not null);

    private static string? Fault(ChannelRegistry channels, SenderIdentityView sender)
    {
        if (channels.Find(sender.Channel)?.Account is not { Address: not null } account) return $"{sender.Channel} is no channel that has an address";
        if (sender.Name is { Length: > 0 } name && Input.LineFault(name, QueueIdentity.LongestName) is { } fault) return $"the name for {account.Id}: {fault}";
        return Canonical(channels, sender) is { } address && account.Addresses.Contains(address)
            ? null
            : $"{sender.Address} is no address of the channel {account.Id}, which has {string.Join(", ", account.Addresses)}: name it in Channels:{account.Id}:Aliases first";
    }

    private static string? Canonical(ChannelRegistry channels, SenderIdentityView sender) =>
        ContactAddress.Canonical(channels.Find(sender.Channel)?.Account.PointKind ?? PointKinds.Email, sender.Address);

    private string? SignatureFault() =>
        Signatures?.Count > QueueIdentity.MostSignatures ? $"they are at most {QueueIdentity.MostSignatures}"
        : Signatures?.Any(signature => signature is null || !Primary().IsMatch(signature.Language)) == true ? "a language is two or three small letters such as en or zh"
        : Signatures?.DistinctBy(signature => signature.Language).Count() < Signatures?.Count ? "a language is there twice"
        : Signatures?.Any(signature => IsUnfit(signature.Text)) == true ? $"a text has 1 to {QueueIdentity.LongestSignature} characters"
        : null;

    private static bool IsUnfit(string text) =>
        string.IsNullOrWhiteSpace(text) || text.Length > QueueIdentity.LongestSignature || text.Contains('\0', StringComparison.Ordinal);

    [GeneratedRegex(@"\A[a-z]{2,3}\z")]
    private static partial Regex Primary();
}

/// <summary>As whom a queue writes.</summary>
internal sealed record IdentityView(IReadOnlyList<SenderIdentityView> Senders, IReadOnlyList<SignatureView> Signatures)
{
    public static IdentityView Of(QueueIdentity found) => new(
        [.. found.Senders.Select(sender => new SenderIdentityView(sender.Channel, sender.Address, sender.Name))],
        [.. found.Signatures.Select(signature => new SignatureView(signature.Language, signature.Text))]);
}

/// <summary>As whom it writes on a channel: one of the channel's addresses and a name, which is the channel's where it is empty.</summary>
internal sealed record SenderIdentityView(string Channel, string Address, string? Name = null);

/// <summary>What stands below its agents' answers in one language, without the two hyphens above it.</summary>
internal sealed record SignatureView(string Language, string Text);
