namespace Hub.Host.Configuration;

/// <summary>What a key may hold.</summary>
internal enum OptionShape
{
    /// <summary>Keys of its own.</summary>
    Section,

    /// <summary>Values in order.</summary>
    List,

    /// <summary>One value.</summary>
    Value,
}
