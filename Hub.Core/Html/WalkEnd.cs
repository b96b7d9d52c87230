namespace Hub.Core.Html;

/// <summary>Why a walk ended.</summary>
internal enum WalkEnd
{
    Complete,
    TooManyNodes,
    SinkFull,
}
