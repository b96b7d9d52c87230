using Hub.Core.Security;

namespace Hub.Tests.Security;

public sealed class PasswordHashTests
{
    [Fact]
    public void The_right_password_is_recognised_and_a_wrong_one_is_not()
    {
        var stored = PasswordHash.Create("correct horse");
        Assert.True(PasswordHash.Verify(stored, "correct horse"));
        Assert.False(PasswordHash.Verify(stored, "correct Horse"));
        Assert.False(PasswordHash.Verify(stored, ""));
    }

    [Fact]
    public void The_same_password_is_stored_differently_each_time() =>
        Assert.NotEqual(PasswordHash.Create("correct horse"), PasswordHash.Create("correct horse"));

    [Fact]
    public void Without_an_account_no_password_is_right() => Assert.False(PasswordHash.Verify(null, ""));

    [Fact]
    public void H14_composed_and_decomposed_characters_are_the_same_password() =>
        Assert.True(PasswordHash.Verify(PasswordHash.Create("caf\u00e9 au lait"), "cafe\u0301 au lait"));

    [Fact]
    public void H14_a_password_is_never_cut_to_fit()
    {
        var longest = new string('x', PasswordHash.MaxBytes);
        Assert.True(PasswordHash.Verify(PasswordHash.Create(longest), longest));
        Assert.False(PasswordHash.Verify(PasswordHash.Create(longest), longest + "x"));
        Assert.Throws<ArgumentException>(() => PasswordHash.Create(longest + "x"));
    }

    [Fact]
    public void H14_a_megabyte_costs_no_more_than_a_word()
    {
        var stored = PasswordHash.Create("correct horse");
        Assert.False(PasswordHash.Verify(stored, new string('\u00e9', 1_000_000)));
    }

    [Fact]
    public void H14_what_is_no_text_is_no_password()
    {
        var stored = PasswordHash.Create("correct horse");
        Assert.False(PasswordHash.Verify(stored, "\ud800"));
        Assert.False(PasswordHash.Verify(stored, "correct horse\0"));
    }

    [Theory]
    [InlineData("a")]
    [InlineData("1234567")]
    [InlineData("xxxxxxxxxxxx")]
    [InlineData("line\nbreak and more")]
    [InlineData("nul\0 in the middle")]
    [InlineData("my name is ANN, and so on")]
    [InlineData("half a pair \ud800 of surrogates")]
    public void H14_a_password_that_is_no_good_is_refused_with_a_reason(string password) =>
        Assert.NotNull(PasswordRules.Fault(password, "ann"));

    [Fact]
    public void H14_any_64_characters_are_a_password() =>
        Assert.Null(PasswordRules.Fault(string.Concat(Enumerable.Range(0, 32).Select(i => (char)(0x4e00 + i))) + "                                ", "ann"));

    [Fact]
    public void Generated_passwords_differ_and_fit_the_rules()
    {
        var made = Enumerable.Range(0, 100).Select(_ => PasswordRules.Generate()).ToList();
        Assert.Equal(100, made.Distinct().Count());
        Assert.All(made, password => Assert.Null(PasswordRules.Fault(password, "admin")));
    }
}
