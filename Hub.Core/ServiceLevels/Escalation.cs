namespace Hub.Core.ServiceLevels;

/// <summary>What is done, once, when the time of a target is nearly over, over, or long over.</summary>
/// <remarks>Settable for the reason of <see cref="ServiceTarget"/>.</remarks>
public sealed record Escalation
{
    /// <summary>When: seconds after the due time, negative before it, of the same time (business time or any) as the target's.</summary>
    public required int After { get; set; }

    /// <summary>Raises the conversation's priority to this, unless it is higher; null for not.</summary>
    public int? Priority { get; set; }

    /// <summary>Moves the conversation to the queue of this key, where somebody else gets it; null for not.</summary>
    public string? Queue { get; set; }

    /// <summary>Adds this tag; null for none.</summary>
    public string? Tag { get; set; }

    /// <summary>Whether it raises an alarm, which supervisors see.</summary>
    public bool Alarm { get; set; }

    /// <summary>Whether it does anything.</summary>
    internal bool DoesSomething() => Priority is not null || Queue is not null || Tag is not null || Alarm;
}
