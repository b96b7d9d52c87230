using System.ComponentModel.DataAnnotations;
using Hub.Core.Configuration;

namespace Hub.Host.Security;

/// <summary>How long a login lasts.</summary>
public sealed class SecurityOptions : IOptionRules
{
    /// <summary>The section's name.</summary>
    public const string Section = "Security";

    /// <summary>Hours after the login at which a session ends, used or not. Unit hours, default 12, range 1 to 720.</summary>
    [Range(1, 720)]
    public int SessionHours { get; init; } = 12;

    /// <summary>Minutes without a request after which a session ends. Unit minutes, default 30, range 1 to 1440.</summary>
    [Range(1, 1440)]
    public int SessionIdleMinutes { get; init; } = 30;

    /// <summary><see cref="SessionHours"/> as a duration.</summary>
    public TimeSpan Session => TimeSpan.FromHours(SessionHours);

    /// <summary><see cref="SessionIdleMinutes"/> as a duration.</summary>
    public TimeSpan SessionIdle => TimeSpan.FromMinutes(SessionIdleMinutes);

    public IEnumerable<OptionFault> Faults()
    {
        if (SessionIdle > Session)
        {
            yield return new(nameof(SessionIdleMinutes), "is longer than SessionHours", "make it at most SessionHours times 60");
        }
    }
}
