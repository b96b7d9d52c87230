using Hub.Core.Conversations.Threading;

namespace Hub.Tests.Conversations;

public sealed class SubjectLineTests
{
    [Theory]
    [InlineData("Where is my parcel?", "where is my PARCEL")]
    [InlineData("Re: Where is my parcel?", "Where is my parcel?")]
    [InlineData("AW: Fwd: RE[2]: Where is  my parcel?", "Where is my parcel?")]
    [InlineData("Re (3): Where is my parcel?", "Where is my parcel?")]
    [InlineData("回复：转发: 我的包裹在哪里", "我的包裹在哪里")]
    [InlineData("RE：我的包裹在哪里", "我的包裹在哪里？")]
    [InlineData("Antw: Ответ: Bestellung 12", "bestellung 12")]
    public void Marks_of_answers_say_nothing_of_the_matter(string one, string other) => Assert.Equal(SubjectLine.Words(other), SubjectLine.Words(one));

    [Theory]
    [InlineData("Order: where is it", "where is it")]
    [InlineData("Report 12", "12")]
    [InlineData("a: b: c", "c")]
    public void Other_words_before_a_colon_do(string one, string other) => Assert.NotEqual(SubjectLine.Words(other), SubjectLine.Words(one));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Re: ")]
    [InlineData("Re: AW: ??")]
    public void One_that_says_nothing_has_no_words_and_is_of_any_matter(string? subject)
    {
        Assert.Equal("", SubjectLine.Words(subject));
        Assert.False(SubjectLine.AreUnrelated(subject, "Where is my parcel?"));
    }

    [Theory]
    [InlineData("Where is my parcel?", "Re: where is my parcel", false)]
    [InlineData("Where is my parcel?", "Parcel 4711 arrived", false)]
    [InlineData("Where is my parcel?", "Invoice 2231 shows too much", true)]
    [InlineData("我的包裹在哪里", "发票金额不对", true)]
    [InlineData("我的包裹在哪里", "回复: 包裹到了", false)]
    public void Two_that_share_less_than_a_third_of_the_shorter_ones_words_are_of_two_matters(string one, string other, bool are) =>
        Assert.Equal(are, SubjectLine.AreUnrelated(one, other));
}
