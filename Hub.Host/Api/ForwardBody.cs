using System.Text.Json.Serialization;
using Hub.Core.Forwarding;

namespace Hub.Host.Api;

/// <summary>To whom a message is forwarded: with a note above it, with all of its files or those named; as <c>inline</c> its text, as
/// <c>original</c> the mail as it came, as a file. The lines above it are in <c>language</c>, <c>en</c> or <c>zh</c>.</summary>
internal sealed record ForwardBody(
    IReadOnlyList<string> To,
    IReadOnlyList<string>? Cc = null,
    IReadOnlyList<string>? Bcc = null,
    string? Text = null,
    string? As = null,
    IReadOnlyList<Guid>? Attachments = null,
    string? Channel = null,
    string? Language = null)
{
    public const string Inline = "inline";
    public const string Original = "original";

    [JsonIgnore]
    public ForwardWish Wish => new()
    {
        To = To, Cc = Cc ?? [], Bcc = Bcc ?? [], Note = string.IsNullOrWhiteSpace(Text) ? null : Text, AsOriginal = As == Original,
        Files = Attachments, Channel = Channel, Language = Language,
    };

    public Problem? Fault() =>
        As is not (null or Inline or Original) ? Problem.Invalid("as", $"it is one of {Inline}, {Original}")
        : Language is not (null or "en" or "zh") ? Problem.Invalid("language", "it is one of en, zh")
        : NewMessageBody.ListFault(To, Cc, Bcc, Attachments);
}
