using Hub.Channels.Mail;
using Hub.Channels.Mail.Smtp.Sending;
using Hub.Core.Channels;

namespace Hub.Tests.Channels.Mail.Smtp.Sending;

/// <summary>D18 of the catalogue of bad input: a server that breaks off, stalls or talks nonsense, cut in three ways.</summary>
public sealed class SmtpFaultTests : IDisposable
{
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(20);
    private readonly SmtpRig _rig = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<Chunking, string, string> Nonsense => Every(["250-first\r\n550 second", "hello", "250-", "99", "\0\0\0", "250-" + new string('x', 5000)]);

    public static TheoryData<Chunking, string, string> Drops => Every([ScriptedSmtp.Drop, "25" + ScriptedSmtp.Drop, "250-Ok\r\n" + ScriptedSmtp.Drop]);

    public static TheoryData<Chunking, string, string> Stalls => Every([ScriptedSmtp.Hang, "250-Ok\r\n" + ScriptedSmtp.Hang]);

    public static TheoryData<Chunking> Chunkings => [.. Enum.GetValues<Chunking>()];

    public void Dispose() => _rig.Dispose();

    [Theory]
    [MemberData(nameof(Nonsense))]
    public async Task D18_nonsense_is_deferred_before_the_end_and_unknown_after_it(Chunking chunking, string word, string answer)
    {
        await using var server = new ScriptedSmtp { Chunking = chunking };
        // after an unfinished answer the server would wait for ever
        server.Say(word, answer + (answer.StartsWith("250-", StringComparison.Ordinal) && !answer.Contains('\n', StringComparison.Ordinal) ? "\r\n" + ScriptedSmtp.Drop : ""));

        AssertMeaning(word, await _rig.SendAsync(SmtpRig.Plain(server), SmtpRig.To("ann@example.com")));
        Assert.Equal(1, server.Connections);
    }

    [Theory]
    [MemberData(nameof(Drops))]
    public async Task D18_a_dropped_line_is_deferred_before_the_end_and_unknown_after_it(Chunking chunking, string word, string answer)
    {
        await using var server = new ScriptedSmtp { Chunking = chunking };
        server.Say(word, answer);

        AssertMeaning(word, await _rig.SendAsync(SmtpRig.Plain(server), SmtpRig.To("ann@example.com")));
    }

    [Theory]
    [MemberData(nameof(Stalls))]
    public async Task D18_a_stall_ends_with_the_time_and_is_deferred_before_the_end_and_unknown_after_it(Chunking chunking, string word, string answer)
    {
        await using var server = new ScriptedSmtp { Chunking = chunking };
        server.Say(word, answer);
        await using var transport = _rig.Transport(SmtpRig.Plain(server), _rig.Time);
        var sending = transport.SendAsync(SmtpRig.To("ann@example.com"), SmtpRig.Message, Ct);

        await server.Hanging.WaitAsync(Guard, TimeProvider.System, Ct);
        // the client may still be on its way to the answer that will not come
        var step = TimeSpan.FromSeconds(word == ScriptedSmtp.End ? 601 : 31);
        await Eventually.HoldsAsync(() => MovedOn(step, sending), "the attempt ends with its time", Guard, Ct);

        AssertMeaning(word, await sending);
    }

    [Theory]
    [MemberData(nameof(Chunkings))]
    public async Task D18_a_line_dropped_after_the_good_answer_changes_nothing(Chunking chunking)
    {
        await using var server = new ScriptedSmtp { Chunking = chunking };
        server.Say(ScriptedSmtp.End, "250 Ok\r\n" + ScriptedSmtp.Drop);

        Assert.Equal(new DeliveryResult.Accepted(null), await _rig.SendAsync(SmtpRig.Plain(server), SmtpRig.To("ann@example.com")));
    }

    [Theory]
    [MemberData(nameof(Chunkings))]
    public async Task D18_a_refusal_of_the_third_recipient_defers_the_whole_mail(Chunking chunking)
    {
        await using var server = new ScriptedSmtp { Chunking = chunking };
        server.Say("RCPT", "250 Ok", "250 Ok", "451 4.3.0 later");

        var result = await _rig.SendAsync(SmtpRig.Plain(server), SmtpRig.To("a@example.com", "b@example.com", "c@example.com"));
        Assert.Equal(new DeliveryResult.Deferred(DeliveryClass.Transient, "451 4.3.0 at RCPT for 1 of 3 recipients"), result);
        Assert.Empty(server.Mails);
    }

    [Theory]
    [MemberData(nameof(Chunkings))]
    public async Task D18_a_server_that_goes_away_is_deferred(Chunking chunking)
    {
        foreach (var word in new[] { "", "EHLO", "MAIL", "RCPT", "DATA", ScriptedSmtp.End })
        {
            await using var server = new ScriptedSmtp { Chunking = chunking };
            server.Say(word, "421 4.3.2 shutting down\r\n" + ScriptedSmtp.Drop);
            var deferred = Assert.IsType<DeliveryResult.Deferred>(await _rig.SendAsync(SmtpRig.Plain(server), SmtpRig.To("ann@example.com")));
            Assert.Equal(DeliveryClass.Transient, deferred.Class);
            Assert.StartsWith("421 4.3.2 at ", deferred.Detail, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_answer_that_was_not_asked_for_is_not_taken_for_the_answer_to_the_mail()
    {
        await using var server = new ScriptedSmtp();
        server.Say("DATA", "354 go on\r\n250 2.0.0 Ok");

        AssertMeaning("DATA", await _rig.SendAsync(SmtpRig.Plain(server), SmtpRig.To("ann@example.com")));
        Assert.Empty(server.Mails);
    }

    [Fact]
    public async Task A_line_that_breaks_amid_the_content_is_deferred()
    {
        await using var server = new ScriptedSmtp();
        server.Say("content", ScriptedSmtp.Drop);

        AssertMeaning("content", await _rig.SendAsync(SmtpRig.Plain(server), SmtpRig.To("ann@example.com"), "Subject: x\r\n\r\n" + new string('x', 8_000_000)));
    }

    [Fact]
    public async Task An_attempt_that_is_given_up_says_whether_the_mail_may_have_been_taken()
    {
        foreach (var word in new[] { "MAIL", ScriptedSmtp.End })
        {
            await using var server = new ScriptedSmtp();
            server.Say(word, ScriptedSmtp.Hang);
            await using var transport = _rig.Transport(SmtpRig.Plain(server));
            using var stop = new CancellationTokenSource();
            var sending = transport.SendAsync(SmtpRig.To("ann@example.com"), SmtpRig.Message, stop.Token);
            await server.Hanging.WaitAsync(Guard, TimeProvider.System, Ct);
            await stop.CancelAsync();

            AssertMeaning(word, await sending.WaitAsync(Guard, TimeProvider.System, Ct));
        }
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_deferred()
    {
        int port;
        await using (var gone = new ScriptedSmtp()) port = gone.Port;
        var options = new SmtpOptions { Host = "127.0.0.1", Port = port, Security = MailSecurity.None };
        AssertMeaning("", await _rig.SendAsync(options, SmtpRig.To("ann@example.com")));
    }

    private static void AssertMeaning(string word, DeliveryResult result)
    {
        if (word == ScriptedSmtp.End) Assert.IsType<DeliveryResult.Unknown>(result);
        else Assert.Equal(DeliveryClass.Transient, Assert.IsType<DeliveryResult.Deferred>(result).Class);
    }

    private bool MovedOn(TimeSpan step, Task sending)
    {
        _rig.Time.Advance(step);
        return sending.IsCompleted;
    }

    private static TheoryData<Chunking, string, string> Every(string[] answers)
    {
        var cases = new TheoryData<Chunking, string, string>();
        foreach (var chunking in Enum.GetValues<Chunking>())
            foreach (var word in new[] { "", "EHLO", "MAIL", "RCPT", "DATA", ScriptedSmtp.End })
                foreach (var answer in answers) cases.Add(chunking, word, answer);
        return cases;
    }
}
