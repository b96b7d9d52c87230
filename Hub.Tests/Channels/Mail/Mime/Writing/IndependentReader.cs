using System.Text.Json;
using Hub.Tests.Servers;

namespace Hub.Tests.Channels.Mail.Mime.Writing;

/// <summary>Reads mails with Python's email package, which knows nothing of how they were written.</summary>
public static class IndependentReader
{
    private const string Script =
        """
        import base64, email, email.policy, json, sys
        mail = email.message_from_bytes(open(sys.argv[1], 'rb').read(), policy=email.policy.default)
        defects = [repr(d) for part in mail.walk() for d in part.defects]
        # the plain approximation of a file's name beside the exact one, for old readers
        defects += [f'{name}: {d!r}' for part in mail.walk() for name, value in part.items() for d in value.defects
                    if not (name == 'Content-Disposition' and 'duplicate' in str(d))]
        leaves = [part for part in mail.walk() if not part.is_multipart()]
        print(json.dumps({
            'headers': [[name, str(value)] for name, value in mail.items()],
            'from': [[a.display_name, a.addr_spec] for a in mail['From'].addresses],
            'to': [[a.display_name, a.addr_spec] for a in mail['To'].addresses] if mail['To'] else [],
            'cc': [[a.display_name, a.addr_spec] for a in mail['Cc'].addresses] if mail['Cc'] else [],
            'structure': [part.get_content_type() for part in mail.walk()],
            'date': mail['Date'].datetime.isoformat(),
            'parts': [{
                'type': part.get_content_type(), 'charset': part.get_content_charset(), 'encoding': part['Content-Transfer-Encoding'],
                'name': part.get_filename(), 'disposition': part.get_content_disposition(),
                'octets': base64.b64encode(part.get_payload(decode=True)).decode()} for part in leaves],
            'defects': defects}))
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static async Task<IndependentMail> ReadAsync(byte[] mail, CancellationToken ct)
    {
        using var folder = new TempFolder("mail");
        await File.WriteAllBytesAsync(folder["mail"], mail, ct);
        await using var python = ServerProcess.Start(["python3", "-c", Script, folder["mail"]], folder.Path);
        var exitCode = await python.ExitAsync(Patience, ct);
        if (exitCode != 0) throw new InvalidOperationException($"python3 (Debian package python3) ended with exit code {exitCode}.\n{python.Everything}");
        using var json = JsonDocument.Parse(python.Output.ToString());
        return new IndependentMail(json.RootElement.Clone());
    }
}
