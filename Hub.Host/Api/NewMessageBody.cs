using System.Text.Json.Serialization;
using Hub.Core.Conversations;

namespace Hub.Host.Api;

/// <summary>An answer, or with <c>private</c> a note to colleagues.</summary>
internal sealed record NewMessageBody(
    string? Text = null,
    string? Html = null,
    string? Channel = null,
    IReadOnlyList<string>? To = null,
    IReadOnlyList<string>? Cc = null,
    IReadOnlyList<string>? Bcc = null,
    IReadOnlyList<Guid>? Attachments = null,
    bool Private = false,
    [property: JsonConverter(typeof(OffsetTimeConverter))] DateTimeOffset? SendAt = null)
{
    private const int MostReceivers = 100;
    private const int MostFiles = 100;

    public NewMessage Wish => new()
    {
        Text = Text, Html = Html, Channel = Channel, To = To ?? [], Cc = Cc ?? [], Bcc = Bcc ?? [], Attachments = Attachments ?? [],
        Private = Private, SendAt = SendAt,
    };

    public Problem? Fault() => ListFault(To, Cc, Bcc, Attachments);

    public static Problem? ListFault(
        IReadOnlyList<string>? to, IReadOnlyList<string>? cc, IReadOnlyList<string>? bcc, IReadOnlyList<Guid>? files) =>
        ReceiverFault(to) is { } fault ? Problem.Invalid("to", fault)
        : ReceiverFault(cc) is { } ccFault ? Problem.Invalid("cc", ccFault)
        : ReceiverFault(bcc) is { } bccFault ? Problem.Invalid("bcc", bccFault)
        : files?.Count > MostFiles ? Problem.Invalid("attachments", $"they are at most {MostFiles}")
        : null;

    private static string? ReceiverFault(IReadOnlyList<string>? addresses) =>
        addresses?.Count > MostReceivers ? $"it names at most {MostReceivers}"
        : addresses?.Any(address => address is null) == true ? "one of them is null"
        : null;
}
