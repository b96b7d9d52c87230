namespace Hub.Core.Search;

/// <summary>What is to be found of a message.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Text">Subject, sender, body and the names of its files.</param>
/// <param name="MayBeKnown">Whether the index may have it already, in this conversation or in another one.</param>
public sealed record MessageText(Guid Id, string Text, bool MayBeKnown = false);
