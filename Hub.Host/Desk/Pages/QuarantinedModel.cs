using Hub.Core.Arrivals;
using Hub.Host.Desk.Reading;

namespace Hub.Host.Desk.Pages;

/// <summary>One input that could not be handled.</summary>
public sealed record QuarantinedModel
{
    public required ShellModel Shell { get; init; }

    /// <summary>The input; null where it is not there any more.</summary>
    public required QuarantinedInput? Row { get; init; }

    /// <summary>What came in; null where it cannot be read at present.</summary>
    public required RawText? Text { get; init; }
}
