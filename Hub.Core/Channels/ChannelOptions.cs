using System.ComponentModel.DataAnnotations;

namespace Hub.Core.Channels;

/// <summary>What every channel's section (<c>Channels:ID</c>) has; each kind of channel adds its own keys in a derived class.</summary>
public abstract class ChannelOptions
{
    /// <summary>The section that holds one section for each channel, named by the channel's id.</summary>
    public const string Section = "Channels";

    /// <summary>The kind of channel, which decides the keys that the section may have. No default.</summary>
    [Required]
    public string Kind { get; init; } = "";

    /// <summary>The name that agents and reports show. No default.</summary>
    [Required]
    public string Name { get; init; } = "";

    /// <summary>The name of the queue that new conversations of this channel go to. No default.</summary>
    [Required]
    public string Queue { get; init; } = "";

    /// <summary>Whether the channel takes in and sends. A disabled one keeps its conversations; what was to be sent waits. Default
    /// true.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>What its conversations take of their agents' capacity.</summary>
    public WorkOptions Work { get; init; } = new();
}
