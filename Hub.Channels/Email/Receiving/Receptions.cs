using System.Globalization;
using System.Security.Cryptography;
using Hub.Channels.Mail.Imap;
using Hub.Channels.Mail.Mime.Reading;
using Hub.Core.Storage;

namespace Hub.Channels.Email.Receiving;

/// <summary>
/// Names the receptions of a mailbox so that the same mail has the same name whenever it is fetched, also when the folder has got another
/// validity: by its bytes and the time it came to the mailbox. A mail that has no Message-ID is known by that name alone; of several that
/// are alike to the byte and the second, each gets a number by its place in the folder, so that none is taken for another.
/// </summary>
internal sealed class Receptions(Store store)
{
    private const string Note =
        """
        INSERT INTO mailbox_nameless (channel, mailbox, folder, uid_validity, uid, content) VALUES ($1, $2, $3, $4, $5, $6)
        ON CONFLICT (channel, mailbox, folder, uid_validity, uid) DO NOTHING
        """;

    private const string Alike =
        """
        SELECT COUNT(*) FROM mailbox_nameless
        WHERE channel = $1 AND mailbox = $2 AND folder = $3 AND uid_validity = $4 AND content = $6 AND uid < $5
        """;

    /// <summary>The name of a reception. Ask in the order of UIDs.</summary>
    public async Task<string> NameAsync(FolderPlace place, uint validity, MailEntry mail, ReadOnlyMemory<byte> content, CancellationToken ct)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{Convert.ToHexStringLower(SHA256.HashData(content.Span))}@{mail.At?.ToUnixTimeSeconds()}");
        if (MessageIds.Own(HeaderBlock.Peek(content)) is not null) return name;
        var before = await store.WriteAsync(
            async (tx, token) =>
            {
                await Bind(tx.Statement(Note)).ExecuteAsync(token);
                return await Bind(tx.Statement(Alike)).FirstAsync(row => row.Long(0), token);
            },
            ct);
        return before == 0 ? name : string.Create(CultureInfo.InvariantCulture, $"{name}#{before}");

        Statement Bind(Statement statement) => statement
            .Bind(place.Channel).Bind(place.Mailbox).Bind(place.Folder).Bind((long)validity).Bind((long)mail.Uid).Bind(name);
    }
}
