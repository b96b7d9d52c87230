using System.Text;

namespace Hub.Channels.Mail.Smtp.Sending;

/// <summary>What is said to sign in (RFC 4954). Never logged.</summary>
internal static class SmtpAuth
{
    /// <summary>PLAIN with its initial response (RFC 4616).</summary>
    public static string Plain(string user, string password) => $"AUTH PLAIN {Encoded($"\0{user}\0{password}")}";

    public static string Encoded(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
