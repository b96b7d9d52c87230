using System.Text.Json;
using System.Text.RegularExpressions;
using Hub.Core.Arrivals;
using Hub.Core.Conversations;

namespace Hub.Channels.Twilio;

/// <summary>Reads the messages of an account, and writes them in the form in which they are read.</summary>
/// <param name="prefix">What stands before addresses: empty, or <c>whatsapp:</c>.</param>
/// <param name="numbers">The account's own numbers, canonical.</param>
internal sealed partial class TwilioReader(string prefix, IReadOnlyList<string> numbers)
{
    public const string MediaType = "application/json";
    public const int MaxText = 20_000;

    /// <summary>A message in the form that <see cref="Read"/> reads. It is the same message by its SID alone.</summary>
    public static RawInput Write(string sid, TwilioInput input) =>
        new(MediaType, JsonSerializer.SerializeToUtf8Bytes(input, TwilioJson.Default.TwilioInput), sid);

    /// <summary>Whether this is the SID of a message.</summary>
    public static bool IsSid(string? text) => text is not null && SidPattern().IsMatch(text);

    /// <summary>The address without what stands before it; null where it is of another channel of Twilio's.</summary>
    public string? Plain(string? address) => address switch
    {
        null => null,
        _ when !address.StartsWith(prefix, StringComparison.Ordinal) => null,
        _ => address[prefix.Length..],
    };

    /// <exception cref="UnreadableInputException">It is no message of this account; the text says why.</exception>
    public InboundMessage Read(RawInput raw)
    {
        var input = Parse(raw.Content.Span);
        var fields = input.Fields;
        var sid = fields.GetValueOrDefault("MessageSid");
        if (!IsSid(sid)) throw new UnreadableInputException("MessageSid: it is not the SID of a message");
        var from = Plain(fields.GetValueOrDefault("From"));
        if (string.IsNullOrWhiteSpace(from)) throw new UnreadableInputException("From: it is missing, or of another channel");
        var text = fields.GetValueOrDefault("Body") ?? "";
        if (text.Length > MaxText) throw new UnreadableInputException($"Body: it is longer than {MaxText} characters");
        var extra = TwilioExtras.TextOf(fields);
        var to = Plain(fields.GetValueOrDefault("To"));
        var isOurs = to is not null && numbers.Contains(to);
        return new InboundMessage
        {
            Source = new SourceKey(sid!),
            FromAddress = from,
            FromName = fields.GetValueOrDefault("ProfileName"),
            Text = extra is null ? text : text.Length == 0 ? extra : $"{text}\n{extra}",
            ProviderId = sid,
            // by which of several numbers, so that the answer goes out by the same
            Receivers = isOurs && numbers.Count > 1 ? [new Receiver(ReceiverRole.To, to!)] : [],
            SentTo = isOurs && to != numbers[0] ? to : null,
            Flags = input.Missing > 0 ? [MessageFlag.FileMissing] : [],
            At = TwilioTime.Read(fields.GetValueOrDefault("DateSent")),
            Attachments = [.. input.Files.Select(file => new InboundAttachment(file.Name, file.Type, file.Base64))],
        };
    }

    private static TwilioInput Parse(ReadOnlySpan<byte> json)
    {
        try
        {
            var input = JsonSerializer.Deserialize(json, TwilioJson.Default.TwilioInput);
            return input?.Fields is null ? throw new UnreadableInputException("$: it is no message of Twilio's") : input;
        }
        catch (JsonException error)
        {
            throw new UnreadableInputException($"{error.Path ?? "$"}: it is not the JSON of a message of Twilio's", error);
        }
    }

    [GeneratedRegex("^[SM]M[0-9a-fA-F]{32}$")]
    private static partial Regex SidPattern();
}
