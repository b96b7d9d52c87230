namespace Hub.Core.Journal;

/// <summary>Where a new reader begins.</summary>
public enum JournalStart
{
    /// <summary>With the oldest entry that is kept.</summary>
    Beginning,

    /// <summary>With the first entry written after it ran for the first time.</summary>
    Now,
}
