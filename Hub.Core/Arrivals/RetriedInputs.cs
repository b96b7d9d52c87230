namespace Hub.Core.Arrivals;

/// <summary>What became of quarantined inputs that were read again.</summary>
/// <param name="Taken">Those that could be read now.</param>
/// <param name="Kept">Those that could not.</param>
/// <param name="Next">The one to go on after where there are more; null after the last.</param>
public sealed record RetriedInputs(int Taken, int Kept, Guid? Next);
