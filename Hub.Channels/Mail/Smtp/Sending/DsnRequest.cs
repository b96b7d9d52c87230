using System.Globalization;
using System.Text;
using Hub.Channels.Mail.Mime.Writing;

namespace Hub.Channels.Mail.Smtp.Sending;

/// <summary>What a server that offers DSN is asked to tell of a recipient (RFC 3461 sections 4.1 and 4.2).</summary>
internal static class DsnRequest
{
    /// <summary>The parameters of RCPT: failures and delays, successes where they are wanted, and the recipient as we name it.</summary>
    public static string Of(OutgoingAddress recipient, bool successes)
    {
        var notify = successes ? " NOTIFY=SUCCESS,FAILURE,DELAY" : " NOTIFY=FAILURE,DELAY";
        // an address that is not ASCII needs another type there, which few servers know (RFC 6533)
        return recipient.NeedsUtf8 ? notify : $"{notify} ORCPT=rfc822;{Xtext(recipient.ToString())}";
    }

    private static string Xtext(string text)
    {
        var written = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            if (letter is >= '!' and <= '~' and not ('+' or '=')) written.Append(letter);
            else written.Append(CultureInfo.InvariantCulture, $"+{(int)letter:X2}");
        }

        return written.ToString();
    }
}
