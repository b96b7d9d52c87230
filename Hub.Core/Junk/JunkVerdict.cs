namespace Hub.Core.Junk;

/// <summary>What people decided of the mails of an address; it goes before what the mail server says of them.</summary>
public static class JunkVerdict
{
    /// <summary>They are no junk.</summary>
    public const string Allow = "allow";

    /// <summary>They are junk.</summary>
    public const string Block = "block";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Allow, Block];
}
