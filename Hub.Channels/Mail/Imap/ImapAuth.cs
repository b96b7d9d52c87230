namespace Hub.Channels.Mail.Imap;

/// <summary>How the hub signs in at an IMAP server.</summary>
public enum ImapAuth
{
    /// <summary>With the password: PLAIN where the server offers it, else LOGIN.</summary>
    Password,

    /// <summary>With the password by AUTHENTICATE PLAIN (RFC 4616).</summary>
    Plain,

    /// <summary>With the password by the command LOGIN (RFC 9051 section 6.2.3).</summary>
    Login,

    /// <summary>With an access token, as Google and Microsoft have it (developers.google.com/workspace/gmail/imap/xoauth2-protocol).</summary>
    XOAuth2,
}
