using System.Collections.Immutable;
using Hub.Core.Contacts;

namespace Hub.Core.Channels;

/// <summary>The channel accounts at work now. A changed configuration replaces one account and leaves the others alone.</summary>
public sealed class ChannelRegistry
{
    private ImmutableSortedDictionary<string, IChannel> _channels = ImmutableSortedDictionary<string, IChannel>.Empty;
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Every account, by id.</summary>
    public IEnumerable<IChannel> All => Volatile.Read(ref _channels).Values;

    /// <summary>Completes when an account is next added, replaced or removed. Take it before looking.</summary>
    public Task Changed => Volatile.Read(ref _changed).Task;

    /// <summary>The account of this id, or null.</summary>
    public IChannel? Find(string id) => Volatile.Read(ref _channels).GetValueOrDefault(id);

    /// <summary>Whether an address, with or without a tag, is one of the hub's own: a message to it would come back as a customer's.</summary>
    public bool Owns(string pointKind, string address)
    {
        var plain = ContactAddress.Untagged(pointKind, address);
        return All.Any(channel => channel.Account.PointKind == pointKind && channel.Account.Addresses.Contains(plain));
    }

    /// <summary>Puts an account to work, in place of the former one of its id.</summary>
    public void Put(IChannel channel) => Change(channels => channels.SetItem(channel.Account.Id, channel));

    /// <summary>Takes an account out of work.</summary>
    public void Remove(string id) => Change(channels => channels.Remove(id));

    private void Change(Func<ImmutableSortedDictionary<string, IChannel>, ImmutableSortedDictionary<string, IChannel>> change)
    {
        ImmutableInterlocked.Update(ref _channels, change);
        Interlocked.Exchange(ref _changed, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
    }
}
