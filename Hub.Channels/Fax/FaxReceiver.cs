using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Hub.Channels.Mail;
using Hub.Channels.Mail.Mime.Reading;
using Hub.Channels.Mail.Smtp.Receiving;
using Hub.Core.Arrivals;
using Hub.Core.Conversations;

namespace Hub.Channels.Fax;

/// <summary>Turns a gateway's mail into the fax that it brings. Who called is what the call claims; nothing of it verifies anybody.</summary>
/// <param name="profiles">How gateways write.</param>
/// <param name="numbers">How numbers are completed.</param>
/// <param name="time">The clock.</param>
internal sealed class FaxReceiver(FaxProfiles profiles, FaxNumbers numbers, TimeProvider time)
{
    /// <summary>The media type of a mail (RFC 2046 section 5.2.1).</summary>
    private const string MediaType = "message/rfc822";

    private const int LongestStation = 60;
    private const int ShownHash = 16;

    private static readonly DateTimeOffset FirstFax = new(1990, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan MostAhead = TimeSpan.FromDays(1);

    /// <exception cref="UnreadableInputException">It cannot be read, or is no mail of a gateway.</exception>
    public InboundMessage Read(RawInput input)
    {
        var trace = SmtpTrace.Read(input.Content) is { } block && block.ReceptionId == input.ReceptionId ? block : null;
        var mail = MailReader.Read(trace?.Mail ?? input.Content);
        var fax = profiles.Read(mail) ?? throw new UnreadableInputException("no profile of a fax gateway knows it: see Patterns of the channel");
        var source = MailFingerprint.Of(mail, trace, input, FaxOptions.KindName);
        var number = numbers.Canonical(fax.Caller) ?? numbers.Canonical(fax.Station);
        var station = Station(fax.Station) ?? Station(fax.Caller);
        return new InboundMessage
        {
            Source = source,
            FromAddress = number ?? station ?? OfThisAlone(source),
            FromName = fax.Name ?? (number is null || numbers.Canonical(fax.Station) is not null ? null : station),
            Subject = mail.Subject?.Trim(),
            Text = Text(fax, number ?? station, mail),
            ProviderId = mail.MessageId,
            At = Likely(fax.At) ?? Likely(mail.Date) ?? Likely(input.At),
            Receivers = fax.Called is { } called ? [new Receiver(ReceiverRole.To, numbers.Canonical(called) ?? called)] : [],
            Flags = [.. mail.Flags, .. FlagsOf(fax, number ?? station)],
            IsQuiet = fax.IsFailed,
            Attachments = [.. mail.Files.Select(file => new InboundAttachment(file.Name, file.Type, file.Content, file.ContentId))],
            Original = new OriginalInput(MediaType, input.Content),
        };
    }

    /// <summary>Faxes of unknown callers are not one another's: each has a contact of its own.</summary>
    private static string OfThisAlone(SourceKey source)
    {
        var id = Encoding.UTF8.GetBytes($"{source.ProviderId}\n{source.Fingerprint}");
        return "anonymous-" + Convert.ToHexStringLower(SHA256.HashData(id))[..ShownHash];
    }

    /// <summary>A name by which machines can be told apart. Letters that the gateway lost are no reason against it.</summary>
    private static string? Station(string? text)
    {
        var name = string.Join(' ', (text ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries));
        return name.Length is 0 or > LongestStation || !name.Any(char.IsLetterOrDigit) ? null : name;
    }

    private static IEnumerable<string> FlagsOf(FaxMail fax, string? sender)
    {
        if (fax.IsFailed) yield return FaxFlags.Failed;
        if (fax.IsPartial) yield return FaxFlags.Partial;
        if (sender is null) yield return FaxFlags.Nobody;
    }

    /// <summary>What is known of the fax in one line, above what the gateway wrote.</summary>
    private static string Text(FaxMail fax, string? sender, ReceivedMail mail)
    {
        var line = new StringBuilder(fax.IsFailed ? "No fax received" : "Fax");
        if (sender is not null) line.Append(" from ").Append(sender);
        if (fax.Called is not null) line.Append(" to ").Append(fax.Called);
        if (fax.Pages is { } pages) line.Append(CultureInfo.InvariantCulture, $", {pages} page{(pages == 1 ? "" : "s")}");
        if (fax.Quality is not null) line.Append(", ").Append(fax.Quality);
        if (fax.IsPartial) line.Append(", not complete");
        if (fax.Error is not null) line.Append(": ").Append(fax.Error);
        return string.IsNullOrWhiteSpace(mail.Text) ? line.ToString() : line.Append("\n\n").Append(mail.Text.Trim()).ToString();
    }

    /// <summary>A time at which a fax can have come, or null.</summary>
    private DateTimeOffset? Likely(DateTimeOffset? told) => told > FirstFax && told < time.GetUtcNow() + MostAhead ? told : null;
}
