using System.Globalization;
using System.Text;

namespace Hub.Host.Bench.Mime;

/// <summary>
/// Mails made to hurt whoever reads them: sound structures taken to their extremes, then damaged at random places. The same for the same chance;
/// none is longer than <see cref="MostBytes"/>.
/// </summary>
internal static class HostileMails
{
    public const int MostBytes = 1 << 20;

    private static readonly IReadOnlyList<(byte[] Mail, string Text, string Html)> Usual = MimeMails.Make(16);

    private static readonly Func<Random, string>[] Structures =
    [
        random => MailSeeds.All[random.Next(MailSeeds.All.Count)].ReplaceLineEndings("\r\n"),
        random => Encoding.Latin1.GetString(Usual[random.Next(Usual.Count)].Mail),
        Nested,
        random => Mixed(Many(random, 5_000, i => $"--b\r\n\r\npart {i}\r\n")),
        random => Many(random, 5_000, i => $"X-{i}: {i}\r\n") + Plain("many fields"),
        random => "Subject: " + Many(random, 20_000, _ => Pick(random, "=?utf-8?B?R3LDvMOfZQ==?= ", "=?x?q?=?= ", "=?iso-2022-jp?B?GyRCJDM=?= ", "word\r\n ")) + "\r\n" + Plain("words"),
        random => "To: " + Many(random, 20_000, i => Pick(random, $"a{i}@example.org, ", "\"a\\\"b\" <c@example.org>, ", "(", ")", "Group: ", ";", "<@a,@b:c@d>, ", "<")) + "\r\n" + Plain("to"),
        random => "References: " + Many(random, 20_000, i => $"<{i}@example.org>{Pick(random, " ", "\r\n ", "")}") + "\r\n" + Plain("references"),
        random => $"Message-ID: <{Run(random, "m", 200_000)}@example.org>\r\n" + Plain("a long name"),
        random => $"From: {Pick(random, "", "\0", "ceo@bank.example, ", "\"ceo@bank.example\" ", "=?utf-8?q?ceo=40bank.example?= ")}<ann@example.org>\r\n" + Plain("names"),
        random => "Content-Disposition: attachment" + Many(random, 5_000, i => $";\r\n name*{i}*={Run(random, "%E4%BD%A0", 20)}") + "\r\n" + Plain("continued"),
        random => Typed("text/html", Run(random, Pick(random, "<div>", "<table><tr><td>", "<b><i><font>", "<blockquote>", "<svg><style>", "<p><a href=x>", "<li><ul>"), 100_000)),
        random => Typed("text/html", "<p " + Many(random, 50_000, i => $"a{i}='{Pick(random, "&lt;", "x", "&#x41;", "&amp")}' ") + ">text"),
        random => Typed("text/html", Run(random, Pick(random, "<!--", "<![CDATA[", "</", "<a", "&", "&#", "<p style='color:red;;background:url(", "<<", "-->"), 200_000)),
        random => Typed("text/html", "<style>" + Run(random, Pick(random, "a{b:c}", "/*", "@import'", "@media(", "\\66", "{{{"), 100_000) + "</style>text"),
        random => Typed("text/plain", Many(random, 20_000, i => new string('>', i % 50) + " quoted\r\n")),
        random => Typed("text/plain", Many(random, 10_000, _ => Pick(random, "On Mon, Ann <a@b.c>\r\nwrote:\r\n", "-----Original Message-----\r\n", "发件人: a\r\n发送时间: b\r\n", "-- \r\n", "Von: a\r\nGesendet: b\r\n", " \t \r\n"))),
        random => Typed("text/plain", Run(random, Pick(random, " ", "a", "On ", "\t>", "wrote:", "_", "\r"), 500_000)),
        random => Typed("text/plain; format=flowed; delsp=yes", Many(random, 50_000, _ => Pick(random, "> a \r\n", ">> b\r\n", " c \r\n", "-- \r\n"))),
        random => Coded("base64", Many(random, 50_000, _ => Pick(random, "aGVs", "====", "\r\n", "*", "A"))),
        random => Coded("quoted-printable", Many(random, 100_000, _ => Pick(random, "=\r\n", "=3D", "=", "=G0", "=\t\r\n", "a"))),
        random => Coded("x-uuencode", Many(random, 20_000, _ => Pick(random, "begin 644 a.txt\r\n", "#0V%T\r\n", "`\r\nend\r\n", "M\r\n"))),
        random => Mixed("--b\r\nContent-Type: application/ms-tnef; name=winmail.dat\r\nContent-Transfer-Encoding: base64\r\n\r\n" + Tnef(random) + "\r\n--b--\r\n"),
        random => Report(random, "delivery-status", "message/delivery-status", ["Reporting-MTA: dns; a\r\n\r\n", "Final-Recipient: rfc822;a@b.c\r\n", "Action: failed\r\n", "Status: 5.1.1\r\n", "\r\n"]),
        random => Report(random, "feedback-report", "message/feedback-report", ["Feedback-Type: abuse\r\n", "Original-Rcpt-To: a@b.c\r\n", "Version: 1\r\n", "\r\n"]),
        random => Typed("text/calendar; method=REQUEST", "BEGIN:VCALENDAR\r\n" + Many(random, 20_000, _ => Pick(random, "BEGIN:VEVENT\r\n", "SUMMARY:a\r\n", " folded\r\n", "END:VEVENT\r\n", "DTSTART;TZID=X:20261122T100000\r\n", "RRULE:FREQ=SECONDLY\r\n"))),
        random => Typed($"text/plain; charset={Pick(random, "iso-2022-jp", "utf-7", "hz-gb-2312", "utf-16", "utf-32", "gb18030", "x-none", "")}", Many(random, 50_000, _ => Pick(random, "\u001b$B", "\u001b(B", "~{", "~}", "+2D3-", "\0", "\u00ff", "a"))),
        random => Run(random, Pick(random, "Content-Type: message/rfc822\r\n\r\n", "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n", "Content-Type: multipart/signed\r\n\r\n"), 20_000),
        random => Run(random, Pick(random, "\r\n", "\n", "\r", "\0", ":", " ", "a:\r\n", "\t\r\n"), 200_000),
    ];

    /// <summary>The next mail.</summary>
    public static byte[] Next(Random random)
    {
        var structure = Structures[random.Next(Structures.Length)](random);
        if (!structure.StartsWith("From:", StringComparison.Ordinal) && random.Next(10) > 0)
            structure = string.Create(CultureInfo.InvariantCulture, $"From: ann{random.Next()}@example.org\r\n") + structure;
        var bytes = Encoding.Latin1.GetBytes(structure.Length > MostBytes ? structure[..MostBytes] : structure);
        return random.Next(3) == 0 ? bytes : MailDamage.Damage(bytes, random);
    }

    private static string Nested(Random random)
    {
        var depth = Size(random, 1_000);
        var mail = new StringBuilder();
        for (var i = 0; i < depth; i++) mail.Append(CultureInfo.InvariantCulture, $"Content-Type: multipart/{Pick(random, "mixed", "related", "alternative", "digest")}; boundary=b{i}\r\n\r\n--b{i}\r\n");
        return mail.Append("\r\ninnermost\r\n").ToString();
    }

    private static string Plain(string text) => Typed("text/plain", text);

    private static string Typed(string type, string body) => $"Content-Type: {type}\r\n\r\n{body}\r\n";

    private static string Coded(string encoding, string body) => $"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n{body}\r\n";

    private static string Mixed(string parts) => Typed("multipart/mixed; boundary=b", parts);

    private static string Report(Random random, string kind, string type, string[] lines) => Typed(
        $"multipart/report; report-type={kind}; boundary=b",
        $"--b\r\n\r\nsorry\r\n--b\r\nContent-Type: {type}\r\n\r\n{Many(random, 20_000, _ => Pick(random, lines))}\r\n--b\r\nContent-Type: message/rfc822\r\n\r\nSubject: x\r\n\r\n--b--\r\n");

    /// <summary>The signature of the format, then attributes whose lengths lie.</summary>
    private static string Tnef(Random random)
    {
        var bytes = new byte[6 + Size(random, 100_000)];
        random.NextBytes(bytes);
        ((ReadOnlySpan<byte>)[0x78, 0x9f, 0x3e, 0x22, 0x01, 0x00]).CopyTo(bytes);
        for (var i = 6; i + 9 < bytes.Length; i += 9 + random.Next(200)) ((ReadOnlySpan<byte>)[(byte)random.Next(1, 3), (byte)random.Next(16), 0x80, (byte)random.Next(9), 0]).CopyTo(bytes.AsSpan(i));
        return Convert.ToBase64String(bytes);
    }

    private static string Many(Random random, int most, Func<int, string> piece)
    {
        var text = new StringBuilder();
        for (var (i, count) = (0, Size(random, most)); i < count && text.Length < MostBytes; i++) text.Append(piece(i));
        return text.ToString();
    }

    private static string Run(Random random, string piece, int most) => Many(random, most, _ => piece);

    private static string Pick(Random random, params string[] pieces) => pieces[random.Next(pieces.Length)];

    /// <summary>Small mostly, and huge now and then.</summary>
    private static int Size(Random random, int most) => (int)Math.Exp(random.NextDouble() * Math.Log(most));
}
