using System.ComponentModel.DataAnnotations;
using Hub.Core.Configuration;

namespace Hub.Core.Channels;

/// <summary>What a channel's conversations take of their agents' capacity. It is kept with each conversation, so a change is of new ones.</summary>
public sealed class WorkOptions : IOptionRules
{
    /// <summary>What one takes that is open. Unit: units of capacity, default 1, range 0.1 to 100.</summary>
    [Range(0.1, 100)]
    public double Weight { get; init; } = 1;

    /// <summary>What one takes that is parked: pending or snoozed. At most <see cref="Weight"/>. Unit: units of capacity, default 0.2, range 0 to 100.</summary>
    [Range(0.0, 100)]
    public double ParkedWeight { get; init; } = 0.2;

    /// <summary>Whether one may be given to an agent who is full already, as far as that agent's own limit for it allows. Default false.</summary>
    public bool Interrupts { get; init; }

    /// <inheritdoc/>
    public IEnumerable<OptionFault> Faults()
    {
        if (ParkedWeight > Weight) yield return new OptionFault(nameof(ParkedWeight), "is more than Weight", "set it to Weight or less");
    }

    /// <summary>The same in tenths of a unit.</summary>
    public WorkCost ToCost() => new((int)Math.Round(Weight * 10), (int)Math.Round(ParkedWeight * 10), Interrupts);
}
