using System.Text.RegularExpressions;

namespace Hub.Core.Conversations;

/// <summary>
/// Hides the codes by which somebody signs in or proves an address, wherever a text is shown before it is opened: lists are read over
/// shoulders, and whoever gets a code sent to a shared mailbox may steal an account with it. The message itself is never changed.
/// </summary>
public static partial class CodeMask
{
    private const char Hidden = '•';

    /// <summary>How far from the word that makes it one a code may stand, in characters.</summary>
    private const int Near = 48;

    /// <summary>The text with the digits of its codes hidden; the same text where it has none. Linear in its length.</summary>
    /// <param name="text">A subject, or the beginning of a message.</param>
    /// <param name="title">What stands above it: where that speaks of a code, every number that could be one is.</param>
    public static string? Apply(string? text, string? title = null)
    {
        if (text is null || !Codes().IsMatch(text)) return text;
        if (title is not null && Words().IsMatch(title)) return Codes().Replace(text, HideDigits);
        var words = new List<(int From, int To)>();
        foreach (var word in Words().EnumerateMatches(text)) words.Add((word.Index - Near, word.Index + word.Length + Near));
        // both are in the order of the text
        var next = 0;
        return words.Count == 0 ? text : Codes().Replace(text, code =>
        {
            while (next < words.Count && words[next].To < code.Index) next++;
            return next < words.Count && words[next].From <= code.Index + code.Length ? HideDigits(code) : code.Value;
        });
    }

    private static string HideDigits(Match code) => string.Create(code.Length, code, static (hidden, shown) =>
    {
        for (var i = 0; i < hidden.Length; i++) hidden[i] = char.IsDigit(shown.ValueSpan[i]) ? Hidden : shown.ValueSpan[i];
    });

    // 4 to 8 digits, also in two groups; no amount, no date, no part of a longer number
    [GeneratedRegex(
        @"(?<!\p{Nd})(?<!\p{Nd}[.,/:-])(?<![$€£¥] ?)(?:\p{Nd}{4,8}|\p{Nd}{3,4}[ -]\p{Nd}{3,4})(?!\p{Nd})(?![.,/:]\p{Nd})(?!-\p{Nd}{2}-\p{Nd}{2})",
        RegexOptions.CultureInvariant)]
    private static partial Regex Codes();

    // a postcode, an error's code and a voucher's are none
    [GeneratedRegex(
        """
        (?<!\b(?:error|fehler|post|postal|zip|promo|discount|voucher|coupon|gutschein|rabatt|country|area|bar|qr|product|tracking)[ -]?)
          (?<=\b|bestätigungs|sicherheits|verifizierungs|prüf|freigabe|anmelde|einmal|login|pass|pin)codes?\b
        | \b(?:verification|one[ -]time|otp|2fa|pin|m?tan|einmal(?:kennwort|passwort)|c[óo]digo|codice|kod[ue]?|verificatiecode)\b
        | \bкод(?:а|ом)?\b | парол[ья] | 验证码 | 驗證碼 | 校验码 | 校驗碼 | 动态码 | 动态密码 | 動態密碼 | 确认码 | 確認碼 | 认证码 | 認證碼 | 安全码 | 安全碼
        | 認証コード | 確認コード | 認証番号 | 確認番号 | 暗証番号 | ワンタイム | 인증\s?번호 | 인증\s?코드
        """,
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Words();
}
