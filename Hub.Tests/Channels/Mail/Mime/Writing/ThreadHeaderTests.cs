namespace Hub.Tests.Channels.Mail.Mime.Writing;

public sealed class ThreadHeaderTests
{
    [Fact]
    public async Task An_answer_names_the_mail_it_answers_last()
    {
        var read = await Given.ReadBackAsync(Given.Mail() with { InReplyTo = "c@x", References = ["a@x", "b@x"] });

        Assert.Equal("<c@x>", read["In-Reply-To"]);
        Assert.Equal("<a@x> <b@x> <c@x>", read["References"]);
    }

    [Fact]
    public async Task A_long_thread_keeps_its_first_and_its_newest()
    {
        var ids = Enumerable.Range(0, 100_000).Select(i => $"{i}.{new string('x', 40)}@example.org").ToList();
        var read = await Given.ReadBackAsync(Given.Mail() with { InReplyTo = ids[^1], References = ids });

        var named = read["References"]!.Split(' ');
        Assert.Equal(20, named.Length);
        Assert.Equal($"<{ids[0]}>", named[0]);
        Assert.Equal(ids.TakeLast(19).Select(id => $"<{id}>"), named.Skip(1));
    }

    [Fact]
    public async Task Ids_that_are_none_are_left_out()
    {
        string[] bad = ["", "a b@x", "<a@x>", "a@x\r\nBcc: eve@example.net", "noat", "@", "中@x", new string('x', 5000) + "@x"];
        var read = await Given.ReadBackAsync(Given.Mail() with { InReplyTo = bad[3], References = [.. bad, "good@x"] });

        Assert.Null(read["In-Reply-To"]);
        Assert.Equal("<good@x>", read["References"]);
    }

    [Fact]
    public async Task The_longest_id_that_others_may_have_fits()
    {
        var id = new string('x', 700) + "@example.org";
        var read = await Given.ReadBackAsync(Given.Mail() with { InReplyTo = id });

        Assert.Equal($"<{id}>", read["In-Reply-To"]);
    }
}
