using Hub.Core.Conversations;
using Hub.Host.Desk.Reading;

namespace Hub.Host.Desk.Pages;

/// <summary>The pages of a fax.</summary>
public sealed record FaxPageModel
{
    public required ShellModel Shell { get; init; }

    public required Attachment File { get; init; }

    /// <summary>How many there are; 0 where it cannot be read.</summary>
    public required int Pages { get; init; }

    /// <summary>Why it cannot be read; null where it can.</summary>
    public required string? Fault { get; init; }
}
