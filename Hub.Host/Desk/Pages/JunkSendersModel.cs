using Hub.Core.Junk;
using Hub.Host.Desk.Reading;

namespace Hub.Host.Desk.Pages;

/// <summary>Whose mails are junk, and whose are not, whatever the mail server says.</summary>
public sealed record JunkSendersModel
{
    public required ShellModel Shell { get; init; }

    /// <summary>What of an address is searched for; null for every one.</summary>
    public required string? Address { get; init; }

    public required IReadOnlyList<JunkSender> Rows { get; init; }
}
