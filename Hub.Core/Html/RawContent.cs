namespace Hub.Core.Html;

/// <summary>How the tokenizer reads what follows a start tag, and whether it is kept.</summary>
internal enum RawContent
{
    None,
    Script,
    Raw,
    Escapable,
    EscapableKept,
    Rest,
}
