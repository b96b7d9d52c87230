using System.Globalization;

namespace Hub.Channels.Mail.Smtp.Receiving;

/// <summary>The parameters of MAIL: SIZE (RFC 1870), BODY (RFC 6152), SMTPUTF8 (RFC 6531); AUTH (RFC 4954 section 5) is nothing to us.</summary>
/// <param name="Size">The size that the client announces, in bytes; null for none.</param>
/// <param name="Utf8">Whether addresses and headers may be UTF-8.</param>
/// <param name="Refusal">What the client hears; null when all is well.</param>
internal readonly record struct SmtpMailParameters(long? Size, bool Utf8, SmtpReply? Refusal)
{
    public static SmtpMailParameters Read(string text)
    {
        var read = default(SmtpMailParameters);
        foreach (var parameter in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = parameter.IndexOf('=', StringComparison.Ordinal);
            var (name, value) = equals < 0 ? (parameter, null) : (parameter[..equals], parameter[(equals + 1)..]);
            read = name.ToUpperInvariant() switch
            {
                "SIZE" when long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var size) => read with { Size = size },
                "BODY" when value?.ToUpperInvariant() is "7BIT" or "8BITMIME" => read,
                "SMTPUTF8" when value is null => read with { Utf8 = true },
                "AUTH" when value is not null => read,
                "SIZE" or "BODY" or "SMTPUTF8" or "AUTH" => read with { Refusal = SmtpReplies.Syntax($"The value of {name} cannot be read") },
                _ => read with { Refusal = SmtpReplies.UnknownParameter(name) },
            };
            if (read.Refusal is not null) return read;
        }

        return read;
    }
}
