using System.Net;
using Hub.Tests.Channels.Mail.Mime.Writing;
using Hub.Tests.Hosting;

namespace Hub.Tests.Channels.Email;

/// <summary>What an answer looks like that lies in the outbox.</summary>
public sealed class EmailAnswerTests(MailDesk desk) : IClassFixture<MailDesk>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_answer_is_a_mail_that_mail_programs_thread()
    {
        var mail = desk.Mail() with { Fields = ["References: <before@example.org>"] };
        var arrived = await desk.ArriveAsync(mail);
        var sent = await desk.AnswerAsync(arrived, """{"text":"您好，在路上。"}""");
        var read = await IndependentReader.ReadAsync(sent.Octets, Ct);
        Assert.Empty(read.Defects);
        Assert.Equal(("Mail", MailDesk.Address), Assert.Single(read.From));
        Assert.Equal(mail.From, Assert.Single(read.To).Address);
        Assert.Equal(("Re: " + mail.Subject, $"<{mail.MessageId}>", $"<{mail.MessageId}>"), (read["Subject"], read["In-Reply-To"], read["References"]));
        Assert.Matches(@"^[0-9]+-[a-z2-7]{16}$", sent.Token);
        Assert.Equal($"<{sent.Token}.{sent.Message:N}@localhost>", read["Message-ID"]);
        Assert.Null(read["Auto-Submitted"]);
        Assert.Equal("您好，在路上。", read.TextOf(0).Trim());
    }

    [Fact]
    public async Task The_file_in_the_outbox_and_the_download_are_the_same_bytes()
    {
        var upload = await desk.Hub.Admin.PostAsync("/api/v1/attachments?name=%E5%8F%91%E7%A5%A8.pdf", new ByteArrayContent("%PDF"u8.ToArray()), Ct)
            .JsonAsync(HttpStatusCode.Created, Ct);
        var body = $$"""{"html":"<p>See <b>this</b></p>","attachments":["{{upload.Text("id")}}"]}""";
        var sent = await desk.AnswerAsync(await desk.ArriveAsync(desk.Mail()), body);
        var file = Path.Combine(desk.Hub.DataFolder, "outbox", $"{sent.Delivery}.eml");
        Assert.Equal(await File.ReadAllBytesAsync(file, Ct), sent.Octets);
        Assert.Equal("发票.pdf", Assert.Single(sent.Read.Files).Name);
        Assert.Equal("%PDF"u8.ToArray(), sent.Read.Files[0].Content.ToArray());
        Assert.Contains("<b>this</b>", sent.Read.Html, StringComparison.Ordinal);
        Assert.Contains("See this", sent.Read.Text, StringComparison.Ordinal);
        var delivery = await desk.Hub.Admin.GetAsync($"/api/v1/deliveries/{sent.Delivery}", Ct).JsonAsync(HttpStatusCode.OK, Ct);
        Assert.Equal(sent.Id, delivery["delivery"]!.Text("providerId"));
    }

    [Fact]
    public async Task Copies_are_named_and_blind_ones_are_nowhere_in_the_bytes()
    {
        var arrived = await desk.ArriveAsync(desk.Mail());
        var sent = await desk.AnswerAsync(arrived, """{"text":"All of you","cc":["bob@example.org"],"bcc":["Blind@Example.org"]}""");
        Assert.Equal(["bob@example.org"], sent.Read.Cc.Select(cc => cc.Address));
        Assert.DoesNotContain("blind", sent.Text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("bcc", sent.Text, StringComparison.OrdinalIgnoreCase);
        var shown = await desk.MessageAsync(new Arrived(arrived.Conversation, sent.Message));
        Assert.Equal("blind@example.org", Assert.Single(shown["bcc"]!.AsArray())!.Text("address"));
    }

    [Fact]
    public async Task What_no_human_wrote_says_so()
    {
        var machine = await desk.Hub.KeyAsync("admin", Ct);
        var sent = await desk.AnswerAsync(await desk.ArriveAsync(desk.Mail()), by: machine);
        Assert.Contains("\r\nAuto-Submitted: auto-generated\r\n", sent.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("to", "support@localhost")]
    [InlineData("cc", "Support+orders@LOCALHOST")]
    [InlineData("bcc", "support@localhost")]
    public async Task D04_our_own_address_is_no_receiver(string role, string address)
    {
        var arrived = await desk.ArriveAsync(desk.Mail());
        var problem = await desk.WriteAsync(arrived, $$"""{"text":"hi","{{role}}":["{{address}}"]}""").ProblemAsync(HttpStatusCode.BadRequest, Ct);
        Assert.Contains("is an address of the hub itself", problem["errors"]![role]!.ToJsonString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("support@localhost")]
    [InlineData("support+orders@localhost")]
    public async Task D04_a_mail_that_says_it_is_from_us_is_not_answered_to_ourselves(string from)
    {
        var arrived = await desk.ArriveAsync(desk.Mail() with { From = from });
        var problem = await desk.WriteAsync(arrived, """{"text":"hi"}""").ProblemAsync(HttpStatusCode.BadRequest, Ct);
        Assert.NotNull(problem["errors"]!["to"]);
        var other = await desk.AnswerAsync(arrived, """{"text":"hi","to":["ann@example.org"]}""");
        Assert.Equal("ann@example.org", Assert.Single(other.Read.To).Address);
    }

    [Fact]
    public async Task A_conversation_that_we_begin_is_a_mail_whose_answer_comes_back()
    {
        var customer = desk.Mail();
        var body = $$"""{"channel":"mail","to":["{{customer.From}}"],"subject":"Your parcel","text":"It arrived."}""";
        var begun = await desk.Hub.Admin.SendJsonAsync("POST", "/api/v1/conversations", body, Ct).JsonAsync(HttpStatusCode.Created, Ct);
        var conversation = Guid.Parse(begun.Text("id"));
        var sent = await desk.TakeAsync(Guid.Parse(Assert.Single(await desk.MessagesAsync(conversation))!.Text("id")));
        Assert.Equal("Your parcel", sent.Read.Subject);
        Assert.Empty(sent.Read.References);
        Assert.Equal(conversation, (await desk.ArriveAsync(customer with { Fields = [$"In-Reply-To: <{sent.Id}>"] })).Conversation);
    }
}
