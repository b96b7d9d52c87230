using Hub.Channels.Mail;
using Hub.Channels.Mail.Imap;
using Hub.Tests.Channels.Mail.Smtp.Sending;

namespace Hub.Tests.Channels.Mail.Imap;

public sealed class ImapOptionsTests : IDisposable
{
    private readonly SmtpRig _rig = new();

    public void Dispose() => _rig.Dispose();

    [Fact]
    public void The_defaults_and_usual_sections_have_no_fault()
    {
        Assert.Empty(new ImapOptions().Faults());
        Assert.Equal((993, MailSecurity.Tls, MailAfter.Keep), (new ImapOptions().Port, new ImapOptions().Security, new ImapOptions().After));
        Assert.Empty(Usual().Faults());
        Assert.Empty(Usual(sent: [@"\Sent", "Sent by phone"]).Faults());
        var oauth = new OAuthOptions { TokenUrl = "https://login.example.org/token", ClientId = "hub", RefreshToken = _rig.PasswordFile() };
        Assert.Empty(oauth.Faults());
        Assert.Empty(new ImapOptions { Host = "imap.example.org", User = "hub", Auth = ImapAuth.XOAuth2, OAuth = oauth, After = MailAfter.Move, MoveTo = @"\Archive", Since = "2026-01-31" }.Faults());
    }

    [Fact]
    public void Each_fault_is_named()
    {
        Assert.Equal("Host", FaultOf(Usual(host: "imaps://example.org")));
        Assert.Equal("User", FaultOf(new() { Host = "x" }));
        Assert.Equal("Password", FaultOf(new() { Host = "x", User = "hub" }));
        Assert.Equal("Security", FaultOf(Usual(security: MailSecurity.None)));
        Assert.Equal("Folders", FaultOf(Usual(folders: ["a", "a"])));
        Assert.Equal("Folders", FaultOf(Usual(folders: ["a\r\nb"])));
        Assert.Equal("Folders", FaultOf(Usual(folders: [.. Enumerable.Range(0, 11).Select(i => $"folder {i}")])));
        Assert.Equal("MoveTo", FaultOf(Usual(after: MailAfter.Move)));
        Assert.Equal("MoveTo", FaultOf(Usual(after: MailAfter.Move, moveTo: "inbox")));
        Assert.Equal("MoveTo", FaultOf(Usual(after: MailAfter.Move, moveTo: "Done", folders: ["INBOX", "Done"])));
        Assert.Equal("SentFolders", FaultOf(Usual(sent: ["Sent", "Sent"])));
        Assert.Equal("SentFolders", FaultOf(Usual(sent: [" "])));
        Assert.Equal("SentFolders", FaultOf(Usual(sent: ["inbox"])));
        Assert.Equal("SentFolders", FaultOf(Usual(sent: ["Sent"], folders: ["INBOX", "Sent"])));
        Assert.Equal("MoveTo", FaultOf(Usual(after: MailAfter.Move, moveTo: "Sent", sent: ["Sent"])));
        Assert.Equal("Since", FaultOf(Usual(since: "31.1.2026")));
        Assert.Equal(
            ["OAuth:TokenUrl", "OAuth:ClientId", "OAuth:RefreshToken"],
            new ImapOptions { Host = "x", User = "hub", Auth = ImapAuth.XOAuth2 }.Faults().Select(fault => fault.Key));
        Assert.Equal("TokenUrl", Assert.Single(new OAuthOptions { TokenUrl = "http://login.example.org/token" }.Faults()).Key);
    }

    private ImapOptions Usual(
        string host = "imap.example.org", MailSecurity security = MailSecurity.Tls, MailAfter after = MailAfter.Keep, string moveTo = "", string since = "",
        IReadOnlyList<string>? folders = null, IReadOnlyList<string>? sent = null) => new()
    {
        Host = host, User = "hub", Password = _rig.PasswordFile(), Security = security, After = after, MoveTo = moveTo, Since = since, Folders = folders ?? [], SentFolders = sent ?? [],
    };

    private static string FaultOf(ImapOptions options) => Assert.Single(options.Faults()).Key;
}
