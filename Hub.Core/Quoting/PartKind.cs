namespace Hub.Core.Quoting;

/// <summary>What a part of a body is.</summary>
public enum PartKind
{
    /// <summary>What the sender wrote this time, and what was forwarded.</summary>
    New,

    /// <summary>What was written before: the history of the conversation with its headers.</summary>
    Quoted,

    /// <summary>What stands below every message of the sender or of the program.</summary>
    Signature,
}
