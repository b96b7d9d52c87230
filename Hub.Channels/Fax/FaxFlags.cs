namespace Hub.Channels.Fax;

/// <summary>What the reader of a fax should be warned of.</summary>
internal static class FaxFlags
{
    /// <summary>Somebody called, and nothing was received.</summary>
    public const string Failed = "faxFailed";

    /// <summary>Only the beginning was received.</summary>
    public const string Partial = "faxPartial";

    /// <summary>The call told neither a number nor a name: the contact is of this fax alone.</summary>
    public const string Nobody = "faxAnonymous";
}
