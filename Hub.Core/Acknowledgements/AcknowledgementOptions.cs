using System.ComponentModel.DataAnnotations;

namespace Hub.Core.Acknowledgements;

/// <summary>What the hub answers by itself, over all queues; what each queue says is kept with it.</summary>
public sealed class AcknowledgementOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Acknowledgements";

    /// <summary>The most answers that are sent by themselves in an hour, whoever writes: a flood of forged senders is not answered. Default 200,
    /// range 0 (none) to 100000.</summary>
    [Range(0, 100_000)]
    public int MostPerHour { get; init; } = 200;
}
