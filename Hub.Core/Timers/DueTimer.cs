namespace Hub.Core.Timers;

/// <summary>A timer as it was found; it counts only while its time is still the same.</summary>
internal readonly record struct DueTimer(string Kind, Guid SubjectId, long DueAt, long Attempts, long Now)
{
    public bool IsDue => DueAt <= Now;
}
