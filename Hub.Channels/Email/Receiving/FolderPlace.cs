namespace Hub.Channels.Email.Receiving;

/// <summary>A folder of a channel account's mailbox.</summary>
/// <param name="Channel">The channel account's id.</param>
/// <param name="Mailbox">The mailbox, as <c>user@server</c>: another one under the same account begins anew.</param>
/// <param name="Folder">The folder as configured.</param>
internal sealed record FolderPlace(string Channel, string Mailbox, string Folder)
{
    /// <summary>Whether what lies in it was sent by us: it is only read.</summary>
    public bool IsSent { get; init; }

    /// <summary>What its alarms are about.</summary>
    public string Subject => $"{Channel}:{Folder}";
}
