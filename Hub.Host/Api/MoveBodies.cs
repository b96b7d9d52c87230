namespace Hub.Host.Api;

/// <summary>Into which conversation to merge; with the version at which the caller saw that.</summary>
internal sealed record MergeBody(Guid Into, long? IntoVersion = null);

/// <summary>The messages to begin a conversation with; its subject is that of the first of them where none is given.</summary>
internal sealed record SplitBody(IReadOnlyList<Guid> Messages, string? Subject = null)
{
    private const int LongestSubject = 1000;

    public Problem? Fault() => Input.LineFault(Subject, LongestSubject) is { } subject ? Problem.Invalid("subject", subject) : null;
}

/// <summary>Into which conversation to move; with the version at which the caller saw that.</summary>
internal sealed record MoveBody(Guid To, long? ToVersion = null);
