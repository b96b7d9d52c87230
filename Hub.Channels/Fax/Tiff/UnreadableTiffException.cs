namespace Hub.Channels.Fax.Tiff;

/// <summary>A TIFF cannot be shown: it is broken, of a kind that faxes are not, or larger than is read. The message says what is wrong, without
/// quoting the file.</summary>
public sealed class UnreadableTiffException(string reason, Exception? inner = null) : Exception(reason, inner);
