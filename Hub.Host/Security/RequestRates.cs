using System.Threading.RateLimiting;
using Hub.Host.Http;
using Microsoft.Extensions.Options;

namespace Hub.Host.Security;

/// <summary>
/// Bounds how often one caller asks: an agent or key by its own account, whoever is not known by the address that <see cref="ClientAddress"/>
/// tells. Counted on this host alone; accounts that fall idle are forgotten.
/// </summary>
internal sealed class RequestRates : IDisposable
{
    private const int BurstSeconds = 2;
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    private readonly PartitionedRateLimiter<string>? _limiter;

    public RequestRates(IOptions<HttpOptions> options)
    {
        var perSecond = options.Value.RequestsPerSecond;
        if (perSecond == 0) return;
        var bucket = new TokenBucketRateLimiterOptions
        {
            TokenLimit = perSecond * BurstSeconds, TokensPerPeriod = perSecond, ReplenishmentPeriod = Period, QueueLimit = 0,
        };
        _limiter = PartitionedRateLimiter.Create<string, string>(who => RateLimitPartition.GetTokenBucketLimiter(who, _ => bucket));
    }

    /// <summary>Counts a request; answers how long to wait where it is one too many, else zero.</summary>
    public TimeSpan Count(string who)
    {
        using var lease = _limiter?.AttemptAcquire(who);
        if (lease is null or { IsAcquired: true }) return TimeSpan.Zero;
        return lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : Period;
    }

    public void Dispose() => _limiter?.Dispose();
}
