using System.Security.Cryptography;
using System.Text;

namespace Hub.Channels.Mail.Dkim;

/// <summary>
/// Signs mails (RFC 6376) with rsa-sha256 and relaxed canonicalization of header and body. The signature holds no time, so the same mail is
/// signed with the same bytes.
/// </summary>
public sealed class DkimSigner
{
    /// <summary>Every field that says from whom, to whom, what and in which thread. Each is signed once more than it occurs, so that none can be
    /// added on the way (section 8.15).</summary>
    private static readonly string[] Signed =
    [
        "from", "reply-to", "to", "cc", "subject", "date", "message-id", "in-reply-to", "references", "auto-submitted", "list-unsubscribe",
        "list-unsubscribe-post", "mime-version", "content-type", "content-transfer-encoding",
    ];

    private const int LeastBits = 1024;
    private const int LineLength = 72;

    private readonly string _domain;
    private readonly string _selector;
    private readonly RSA _key;
    private readonly Lock _gate = new();

    /// <summary>A signer.</summary>
    /// <param name="domain">The domain that signs.</param>
    /// <param name="selector">The name of its key.</param>
    /// <param name="pem">The private key in PEM.</param>
    /// <exception cref="InvalidOperationException">The key cannot be used; the text says why and holds nothing of it.</exception>
    public DkimSigner(string domain, string selector, string pem)
    {
        (_domain, _selector) = (domain, selector);
        _key = RSA.Create();
        try
        {
            _key.ImportFromPem(pem);
            // a public key alone is found out now, not with the first mail
            SignatureOf("");
        }
        catch (Exception error) when (error is ArgumentException or CryptographicException)
        {
            throw new InvalidOperationException("The DKIM key is no RSA private key in PEM without a password.", error);
        }

        if (_key.KeySize < LeastBits)
            throw new InvalidOperationException($"The DKIM key has {_key.KeySize} bits, and receivers take {LeastBits} at least (RFC 8301).");
    }

    /// <summary>The mail with its signature in front.</summary>
    /// <param name="mail">A mail whose lines all end with CRLF.</param>
    public byte[] Sign(ReadOnlySpan<byte> mail)
    {
        var end = mail.IndexOf("\r\n\r\n"u8);
        var head = Encoding.Latin1.GetString(end < 0 ? mail : mail[..end]);
        var body = end < 0 ? [] : mail[(end + 4)..];
        var hash = Convert.ToBase64String(SHA256.HashData(DkimCanonical.Body(body)));
        var fields = DkimCanonical.Fields(head);
        var names = Names(fields);
        var unsigned =
            $"DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d={_domain};\r\n s={_selector};\r\n h={Folded(string.Join(':', names))};\r\n bh={hash};\r\n b=";
        var value = Convert.ToBase64String(SignatureOf(Chosen(fields, names) + DkimCanonical.Field(unsigned)));
        return [.. Encoding.ASCII.GetBytes(unsigned + Folded(value) + "\r\n"), .. mail];
    }

    private byte[] SignatureOf(string text)
    {
        // the keys of the framework do not promise to serve several at once
        lock (_gate) return _key.SignData(Encoding.Latin1.GetBytes(text), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }

    private static List<string> Names(IReadOnlyList<(string Name, string Canonical)> fields) =>
        [.. Signed.SelectMany(name => Enumerable.Repeat(name, fields.Count(field => field.Name == name) + 1))];

    /// <summary>The fields in the order of their names, of those that occur several times the last first (section 5.4.2).</summary>
    private static string Chosen(IReadOnlyList<(string Name, string Canonical)> fields, List<string> names)
    {
        var left = fields.ToLookup(field => field.Name).ToDictionary(named => named.Key, named => new Stack<string>(named.Select(field => field.Canonical)));
        var chosen = new StringBuilder();
        foreach (var name in names)
            if (left.TryGetValue(name, out var stack) && stack.TryPop(out var field)) chosen.Append(field).Append("\r\n");
        return chosen.ToString();
    }

    private static string Folded(string text) => string.Join("\r\n ", text.Chunk(LineLength).Select(piece => new string(piece)));
}
