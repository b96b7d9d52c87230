namespace Hub.Core.Search;

/// <summary>What is to be found of a message or note.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Text">Subject, sender, text and the names of its attachments.</param>
public sealed record MessageText(Guid Id, string Text);
