using Hub.Core.Conversations;

namespace Hub.Tests.Conversations;

/// <summary>Which numbers of a preview are hidden.</summary>
public sealed class CodeMaskTests
{
    [Theory]
    [InlineData("Your verification code is 482913.", "Your verification code is ••••••.")]
    [InlineData("482913 is your Example confirmation code", "•••••• is your Example confirmation code")]
    [InlineData("Use code 4829 to sign in", "Use code •••• to sign in")]
    [InlineData("Your OTP: 48291357", "Your OTP: ••••••••")]
    [InlineData("G-482913 is your Google verification code.", "G-•••••• is your Google verification code.")]
    [InlineData("Your passcode is 482 913, valid 10 minutes", "Your passcode is ••• •••, valid 10 minutes")]
    [InlineData("Login code: 482-913. Do not give it to anyone", "Login code: •••-•••. Do not give it to anyone")]
    [InlineData("One-time password\r\n\r\n482913\r\n\r\nThanks", "One-time password\r\n\r\n••••••\r\n\r\nThanks")]
    [InlineData("Ihr Bestätigungscode lautet 482913", "Ihr Bestätigungscode lautet ••••••")]
    [InlineData("Ihre TAN für den Auftrag: 482913", "Ihre TAN für den Auftrag: ••••••")]
    [InlineData("Votre code de vérification : 482913", "Votre code de vérification : ••••••")]
    [InlineData("Tu código es 482913", "Tu código es ••••••")]
    [InlineData("Il tuo codice: 4829", "Il tuo codice: ••••")]
    [InlineData("Ваш код подтверждения: 482913", "Ваш код подтверждения: ••••••")]
    [InlineData("【示例】您的验证码为482913，5分钟内有效", "【示例】您的验证码为••••••，5分钟内有效")]
    [InlineData("您的驗證碼是４８２９１３", "您的驗證碼是••••••")]
    [InlineData("認証コード：482913", "認証コード：••••••")]
    [InlineData("인증번호 [482913]", "인증번호 [••••••]")]
    public void E09_the_digits_of_a_code_are_hidden(string text, string shown) => Assert.Equal(shown, CodeMask.Apply(text));

    [Theory]
    [InlineData("My order 48291357 has not arrived")]
    [InlineData("Your code costs 1234.50 or € 4829")]
    [InlineData("Our verification took place on 2026-11-22 at 10:30")]
    [InlineData("The machine shows error code 4829")]
    [InlineData("My postcode is 48291")]
    [InlineData("The discount code 4829 does not work")]
    [InlineData("Decode 482913 for me")]
    [InlineData("Your code is 123 or 4829135790")]
    [InlineData("48291357 is the order. It was to come last week already, but so far nothing has come. What is the code of conduct?")]
    [InlineData("")]
    [InlineData(null)]
    public void Other_numbers_stay(string? text) => Assert.Equal(text, CodeMask.Apply(text));

    [Fact]
    public void E09_where_the_title_speaks_of_a_code_every_number_of_its_size_is_hidden()
    {
        Assert.Equal("Hello Ann,\n\n••••••\n", CodeMask.Apply("Hello Ann,\n\n482913\n", "Your sign-in code"));
        Assert.Equal("Hello Ann,\n\n482913\n", CodeMask.Apply("Hello Ann,\n\n482913\n", "Your order"));
    }

    [Fact(Timeout = 30_000)]
    public async Task A_long_text_costs_no_more_than_its_length()
    {
        await Task.Yield();
        var text = string.Concat(Enumerable.Repeat("code 4829 ", 50_000));
        Assert.DoesNotContain("4829", CodeMask.Apply(text), StringComparison.Ordinal);
        var endless = string.Concat(Enumerable.Repeat("123 123-", 50_000)) + " code";
        Assert.EndsWith(" code", CodeMask.Apply(endless), StringComparison.Ordinal);
    }
}
