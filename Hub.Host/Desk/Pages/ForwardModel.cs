using Hub.Core.Conversations;
using Hub.Host.Desk.Reading;

namespace Hub.Host.Desk.Pages;

/// <summary>The page on which a message is forwarded.</summary>
public sealed record ForwardModel
{
    public required ShellModel Shell { get; init; }

    public required DeskPlace Place { get; init; }

    /// <summary>The message; null where there is none for this user that can be forwarded.</summary>
    public required Message? Message { get; init; }

    /// <summary>Its files.</summary>
    public required IReadOnlyList<Attachment> Files { get; init; }
}
