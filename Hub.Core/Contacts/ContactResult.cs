namespace Hub.Core.Contacts;

/// <summary>What became of a change to a contact.</summary>
public abstract record ContactResult
{
    private ContactResult()
    {
    }

    /// <summary>It was made; the contact as it is now.</summary>
    public sealed record Done(Contact Contact) : ContactResult;

    /// <summary>There is no such contact.</summary>
    public sealed record NotFound : ContactResult;

    /// <summary>It changed since the caller saw it; as it is now.</summary>
    public sealed record VersionDiffers(Contact Contact) : ContactResult;

    /// <summary>The agent who is to be the customer's own is not there.</summary>
    public sealed record UnknownAgent : ContactResult;

    /// <summary>The address belongs to another contact.</summary>
    public sealed record AddressTaken(Guid ContactId) : ContactResult;
}
