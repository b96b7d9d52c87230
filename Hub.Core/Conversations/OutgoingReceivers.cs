using Hub.Core.Channels;
using Hub.Core.Contacts;

namespace Hub.Core.Conversations;

/// <summary>Whom an outgoing message names: canonical, each once, none of them the hub itself.</summary>
internal static class OutgoingReceivers
{
    /// <returns>The receivers in their order, or what is wrong with them.</returns>
    public static (IReadOnlyList<Receiver> Receivers, ComposeResult.Refused? Fault) Of(NewMessage wish, ChannelAccount account, ChannelRegistry channels)
    {
        var receivers = new List<Receiver>();
        foreach (var (role, addresses) in Named(wish))
        {
            if (addresses.Count > 0 && Uncarried(role, addresses, account) is { } uncarried) return ([], uncarried);
            for (var i = 0; i < addresses.Count; i++)
            {
                var which = addresses.Count == 1 ? "" : $"number {i + 1} ";
                if (ContactAddress.Canonical(account.PointKind, addresses[i]) is not { } address)
                    return ([], new ComposeResult.Refused(role, $"{which}is not a valid {account.PointKind} address"));
                if (channels.Owns(account.PointKind, address)) return ([], new ComposeResult.Refused(role, $"{which}is an address of the hub itself"));
                if (!receivers.Exists(receiver => receiver.Address == address)) receivers.Add(new Receiver(role, address));
            }
        }

        return (receivers, null);
    }

    /// <summary>The receivers of a message that goes to this address first.</summary>
    public static IReadOnlyList<Receiver> With(string first, IReadOnlyList<Receiver> named) =>
        [new Receiver(ReceiverRole.To, first), .. named.Where(receiver => receiver.Address != first)];

    private static IEnumerable<(string Role, IReadOnlyList<string> Addresses)> Named(NewMessage wish) =>
        [(ReceiverRole.To, wish.To), (ReceiverRole.Cc, wish.Cc), (ReceiverRole.Bcc, wish.Bcc)];

    private static ComposeResult.Refused? Uncarried(string role, IReadOnlyList<string> addresses, ChannelAccount account) =>
        account.Capabilities.Copies ? null
        : role != ReceiverRole.To ? new ComposeResult.Refused(role, $"is not carried by {account.Id}")
        : addresses.Count > 1 ? new ComposeResult.Refused(role, $"names {addresses.Count} receivers; {account.Id} carries one")
        : null;
}
