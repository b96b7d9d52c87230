namespace Hub.Core.Quoting;

/// <summary>What markup says of a line.</summary>
internal enum LineMark
{
    None,

    /// <summary>The program that wrote it says that the history begins here, and goes on to the end.</summary>
    History,

    /// <summary>It stands in what the program says is a signature.</summary>
    Signature,
}
