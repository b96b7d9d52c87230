namespace Hub.Core.Journal;

/// <summary>What became of a parked entry that was tried again.</summary>
public enum ParkedResult
{
    /// <summary>It took effect and is no longer parked.</summary>
    Applied,

    /// <summary>It failed once more and stays parked, with its new error.</summary>
    Failed,

    /// <summary>No such entry is parked, or this program has no such reader.</summary>
    NotFound,
}
