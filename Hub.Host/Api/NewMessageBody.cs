using System.Text.Json.Serialization;
using Hub.Core.Conversations;
using Hub.Core.Deliveries;

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
    [property: JsonConverter(typeof(OffsetTimeConverter))] DateTimeOffset? SendAt = null,
    string? Purpose = null,
    TemplateBody? Template = null)
{
    private const int MostReceivers = 100;
    private const int MostFiles = 100;

    public NewMessage Wish => new()
    {
        Text = Text, Html = Html, Channel = Channel, To = To ?? [], Cc = Cc ?? [], Bcc = Bcc ?? [], Attachments = Attachments ?? [],
        Private = Private, SendAt = SendAt, Purpose = Purpose, Template = Template?.Wish,
    };

    public Problem? Fault() => PurposeFault(Purpose) ?? ListFault(To, Cc, Bcc, Attachments) ?? Template?.Fault();

    /// <summary>That a person wrote something is not for a caller to say.</summary>
    public static Problem? PurposeFault(string? purpose) =>
        purpose is null or SendPurpose.Notice or SendPurpose.Marketing ? null : Problem.Invalid("purpose", $"it is {SendPurpose.Notice} or {SendPurpose.Marketing}");

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
