using System.Text;

namespace Hub.Host.Bench.Mime;

/// <summary>Damages a mail at a few random places, as lines that break, programs that err and people who try things do.</summary>
internal static class MailDamage
{
    private const int MostTimes = 12;

    private static readonly string[] Pieces =
    [
        "--outer\r\n", "--inner--\r\n", "--d", "\r\n\r\n", "\n", "\r", " ", "\t", "\0", "\u001b$B", "=?utf-8?q?", "?=", "=", "<", ">", "(", ")", "\"", "\\", ":", ";", ",", "@",
        "%", "'", "+", "~{", "begin 644 x\n", "Content-Type: multipart/mixed; boundary=inner\r\n", "Content-Transfer-Encoding: base64\r\n", "charset=euc-kr", "charset=utf-32",
    ];

    /// <summary>A damaged copy.</summary>
    public static byte[] Damage(byte[] mail, Random random)
    {
        var bytes = new List<byte>(mail);
        for (var times = random.Next(1, MostTimes); times > 0 && bytes.Count > 0; times--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(5))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.RemoveRange(at, random.Next(Math.Min(40, bytes.Count - at)));
                    break;
                case 2:
                    bytes.InsertRange(at, Encoding.Latin1.GetBytes(Pieces[random.Next(Pieces.Length)]));
                    break;
                case 3:
                    bytes.InsertRange(at, bytes.GetRange(at, random.Next(Math.Min(200, bytes.Count - at))));
                    break;
                default:
                    bytes.RemoveRange(Math.Max(1, at), bytes.Count - Math.Max(1, at));
                    break;
            }
        }

        return [.. bytes];
    }
}
