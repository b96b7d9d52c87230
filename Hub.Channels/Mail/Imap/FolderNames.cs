using System.Text;

namespace Hub.Channels.Mail.Imap;

/// <summary>The form of a folder's name on the wire: modified UTF-7 (RFC 3501 section 5.1.3).</summary>
internal static class FolderNames
{
    public static string Encode(string name)
    {
        var encoded = new StringBuilder(name.Length);
        for (var at = 0; at < name.Length;)
        {
            var end = at;
            while (end < name.Length && name[end] is < ' ' or > '~') end++;
            if (end > at)
            {
                encoded.Append('&').Append(Base64(name[at..end])).Append('-');
                at = end;
                continue;
            }

            encoded.Append(name[at] == '&' ? "&-" : name[at].ToString());
            at++;
        }

        return encoded.ToString();
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.BigEndianUnicode.GetBytes(text)).TrimEnd('=').Replace('/', ',');
}
