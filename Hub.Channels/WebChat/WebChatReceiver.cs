using System.Text.Json;
using Hub.Core;
using Hub.Core.Arrivals;
using Hub.Core.Contacts;
using Hub.Core.Conversations;

namespace Hub.Channels.WebChat;

/// <summary>Reads a visitor's message.</summary>
internal static class WebChatReceiver
{
    /// <summary>The media type in which messages are handed over.</summary>
    public const string MediaType = "application/json";

    private const int ShortName = 4;
    private const int MaxVisitor = 64;

    /// <summary>A message in the form that <see cref="Read"/> reads.</summary>
    public static RawInput Write(WebChatInput message) => new(
        MediaType, JsonSerializer.SerializeToUtf8Bytes(message, WebChatJson.Default.WebChatInput), KeyOf(message));

    /// <exception cref="UnreadableInputException">It is no such message; the text says why.</exception>
    public static InboundMessage Read(RawInput input, int longest)
    {
        var message = Parse(input.Content.Span);
        if (message.Visitor.Length is < ShortName or > MaxVisitor || !message.Visitor.All(char.IsAsciiHexDigitLower))
            throw new UnreadableInputException("$.visitor: it is no visitor of this chat");
        if (string.IsNullOrWhiteSpace(message.Text)) throw new UnreadableInputException("$.text: it is empty");
        if (message.Text.Length > longest) throw new UnreadableInputException($"$.text: it is longer than {longest} characters");
        var writeTo = message.WriteTo is null ? null : AddressOf(message.WriteTo) ?? throw new UnreadableInputException("$.writeTo: it is no mail address and no phone number");
        return new InboundMessage
        {
            Source = new SourceKey(KeyOf(message)),
            FromAddress = message.Visitor,
            // so that agents can tell one visitor from another
            FromName = $"Visitor {message.Visitor[..ShortName].ToUpperInvariant()}",
            Text = message.Text,
            ProviderId = Ids.Text(message.Id),
            Receivers = writeTo is null ? [] : [new Receiver(ReceiverRole.ReplyTo, writeTo)],
            Flags = writeTo is null ? [] : [MessageFlag.WriteBack],
        };
    }

    /// <summary>The canonical form of what a visitor wants to be written to at, or null for what is no such address.</summary>
    public static string? AddressOf(string text) => ContactAddress.Canonical(PointKinds.Email, text) ?? ContactAddress.Canonical(PointKinds.Phone, text);

    /// <summary>The visitor is part of the key: nobody can use up the ids of another.</summary>
    private static string KeyOf(WebChatInput message) => $"{message.Visitor}/{Ids.Text(message.Id)}";

    private static WebChatInput Parse(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, WebChatJson.Default.WebChatInput) ?? throw new UnreadableInputException("$: null is no message");
        }
        catch (JsonException error)
        {
            throw new UnreadableInputException($"{error.Path ?? "$"}: it is not the JSON of a chat message", error);
        }
    }
}
