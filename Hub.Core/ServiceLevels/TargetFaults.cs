using Hub.Core.Contacts;

namespace Hub.Core.ServiceLevels;

/// <summary>What can be wrong with targets, with the field that is.</summary>
public static class TargetFaults
{
    private const int MostTargets = 30;
    private const int MostChannels = 20;
    private const int MostEscalations = 10;
    private const int LongestName = 60;
    private const int MostPriority = 100;
    private const int MostSeconds = 90 * 24 * 3600;

    /// <summary>The first fault, its field as in <c>targets[0].within</c>; null where there is none.</summary>
    public static (string Field, string Reason)? Find(QueueTargets wish)
    {
        if (wish.Targets.Count > MostTargets) return ("targets", $"they are at most {MostTargets}");
        for (var i = 0; i < wish.Targets.Count; i++)
            if (Of(wish.Targets[i]) is { } fault) return ($"targets[{i}]{fault.Field}", fault.Reason);
        return null;
    }

    private static (string Field, string Reason)? Of(ServiceTarget? target)
    {
        if (target is null) return ("", "it is null");
        if (!ServiceMetric.All.Contains(target.Metric)) return (".metric", $"it is one of {string.Join(", ", ServiceMetric.All)}");
        if (target.Within is < 1 or > MostSeconds) return (".within", $"it is 1 to {MostSeconds} seconds");
        if (target.Channels.Count > MostChannels || target.Channels.Any(kind => !IsName(kind))) return (".channels", $"they are at most {MostChannels} kinds of channels");
        if (IsNoPriority(target.Priority)) return (".priority", $"it is {-MostPriority} to {MostPriority}");
        if (target.Tier is { } tier && !CustomerTier.All.Contains(tier)) return (".tier", $"it is one of {string.Join(", ", CustomerTier.All)}");
        if (target.WarnBefore < 0 || target.WarnBefore >= target.Within) return (".warnBefore", "it is 0 or more, and less than within");
        if (target.Escalations.Count > MostEscalations) return (".escalations", $"they are at most {MostEscalations}");
        for (var i = 0; i < target.Escalations.Count; i++)
            if (Of(target.Escalations[i], target, i == 0 ? null : target.Escalations[i - 1]) is { } fault) return ($".escalations[{i}]{fault.Field}", fault.Reason);
        return null;
    }

    private static (string Field, string Reason)? Of(Escalation? step, ServiceTarget target, Escalation? before) =>
        step is null ? ("", "it is null")
        : step.After <= -target.Within || step.After > MostSeconds ? (".after", $"it is more than the negative of within, and {MostSeconds} at most")
        : step.After <= before?.After ? (".after", "they stand in the order of their times, and no two have the same")
        : !step.DoesSomething() ? ("", "it says nothing to do: priority, queue, tag or alarm")
        : IsNoPriority(step.Priority) ? (".priority", $"it is {-MostPriority} to {MostPriority}")
        : step.Queue is { } queue && !IsName(queue) ? (".queue", "it is the key of a queue")
        : step.Tag is { } tag && !IsName(tag) ? (".tag", $"it has 1 to {LongestName} characters on one line")
        : null;

    private static bool IsName(string? text) => !string.IsNullOrWhiteSpace(text) && text.Length <= LongestName && !text.Any(char.IsControl);

    private static bool IsNoPriority(int? priority) => priority is < -MostPriority or > MostPriority;
}
