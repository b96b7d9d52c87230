using System.Threading.RateLimiting;
using Hub.Channels.WebChat;
using Hub.Host.Security;

namespace Hub.Host.Chat;

/// <summary>
/// Bounds how often visitors begin and write, by address (see <see cref="ClientAddress"/>) and altogether, as the chat's options say. Counted on
/// this host alone; accounts that fall idle are forgotten.
/// </summary>
internal sealed class ChatLimits : IDisposable
{
    private const string All = "";
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    // the limit is part of the account, so that a changed one counts at once
    private readonly PartitionedRateLimiter<Account> _limiter = PartitionedRateLimiter.Create<Account, Account>(
        account => RateLimitPartition.GetTokenBucketLimiter(account, Bucket));

    /// <summary>Counts a new visitor; answers how long to wait where it is one too many, else zero.</summary>
    public TimeSpan CountVisitor(WebChatChannel channel, HttpContext http) => Count(
        new Account(channel.Account.Id, "visitors", ClientAddress.Of(http), channel.Options.NewChatsPerMinutePerAddress),
        channel.Options.NewChatsPerMinute);

    /// <summary>Counts a message; answers how long to wait where it is one too many, else zero.</summary>
    public TimeSpan CountMessage(WebChatChannel channel, HttpContext http) => Count(
        new Account(channel.Account.Id, "messages", ClientAddress.Of(http), channel.Options.MessagesPerMinutePerAddress),
        channel.Options.MessagesPerMinute);

    /// <summary>Counts a sign that the visitor writes, apart from the messages and as they are.</summary>
    public TimeSpan CountSign(WebChatChannel channel, HttpContext http) => Count(
        new Account(channel.Account.Id, "signs", ClientAddress.Of(http), channel.Options.MessagesPerMinutePerAddress), channel.Options.MessagesPerMinute);

    public void Dispose() => _limiter.Dispose();

    /// <summary>The address first: what one address has too many of takes nothing from the others.</summary>
    private TimeSpan Count(Account account, int altogether)
    {
        var wait = Count(account);
        return wait > TimeSpan.Zero ? wait : Count(account with { Who = All, PerMinute = altogether });
    }

    private TimeSpan Count(Account account)
    {
        using var lease = _limiter.AttemptAcquire(account);
        if (lease.IsAcquired) return TimeSpan.Zero;
        return lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) && wait > TimeSpan.Zero ? wait : Minute / account.PerMinute;
    }

    private static TokenBucketRateLimiterOptions Bucket(Account account) => new()
    {
        TokenLimit = account.PerMinute, TokensPerPeriod = 1, ReplenishmentPeriod = Minute / account.PerMinute, QueueLimit = 0,
    };

    private readonly record struct Account(string Channel, string What, string Who, int PerMinute);
}
