using System.Collections.Frozen;
using AngleSharp.Html.Parser.Tokens;

namespace Hub.Core.Quoting;

/// <summary>
/// How mail programs name what they put into their HTML: a word of an element's class, or its id. What a program copies from the message
/// that it quotes has these names too, but stands within a quote already.
/// </summary>
internal static class MarkupMarks
{
    private const int LongestValue = 512;

    private static readonly FrozenDictionary<string, MarkupMark> Names = Rows(
        // Gmail, Thunderbird, Yahoo, AOL, Proton, Tuta, Zoho, Spark, Lark, GMX, NetEase (163, 126), QQ
        (MarkupMark.Quote, "gmail_quote gmail_quote_container yahoo_quoted aolmail_yahoo_quoted protonmail_quote tutanota_quote zmail_extra " +
            "moz-cite-prefix gmail_attr messagereplysection replyforwardmessage history-quote-wrapper lark-mail-quote history-quote-gap-tag " +
            "isreplycontent ntes-mailmaster-quote qqmail_quote xm_mail_oringinal_describe qm_original_mail"),
        // Outlook, Hotmail, Outlook for Mac, Zimbra
        (MarkupMark.History, "divrplyfwdmsg appendonsend stopspelling olk_src_body_section zwchr mail-editor-reference-message-container " +
            "reference-message ms-outlook-mobile-reference-message ms-outlook-mobile-body-separator-line"),
        (MarkupMark.Signature, "gmail_signature gmail_signature_prefix moz-signature applemailsignature ms-outlook-mobile-signature signature " +
            "protonmail_signature_block tutanota_signature yahoo-signature yahoo_signature zimbra-signature lark-mail-signature " +
            "ntes-mailmaster-signature spark_signature sp_signature xmailer_signature foxmailsignature mail-signature mobilemailsignature"));

    /// <summary>What a start tag says its element is.</summary>
    public static MarkupMark Of(string element, HtmlTagToken? tag)
    {
        if (tag is null) return MarkupMark.None;
        var mark = element == "blockquote" ? MarkupMark.Indent : MarkupMark.None;
        for (var i = 0; i < tag.Attributes.Count && i < Html.HtmlLimits.MaxAttributes; i++)
        {
            var (name, value) = (tag.Attributes[i].Name, tag.Attributes[i].Value);
            if (value.Length > LongestValue) continue;
            var said = name switch
            {
                "class" or "id" or "name" => Named(value),
                "data-signatureblock" => MarkupMark.Signature,
                "type" when element == "blockquote" && value == "cite" => MarkupMark.Quote,
                "cite" when element == "blockquote" => MarkupMark.Quote,
                "style" when HasTopBorder(value) => MarkupMark.Rule,
                _ => MarkupMark.None,
            };
            if (said is MarkupMark.Quote or MarkupMark.History or MarkupMark.Signature) return said;
            if (said != MarkupMark.None && mark == MarkupMark.None) mark = said;
        }

        return mark;
    }

    private static MarkupMark Named(string value)
    {
        foreach (var range in value.AsSpan().Split(' '))
        {
            if (Names.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(value.AsSpan(range), out var mark)) return mark;
        }

        // Yahoo numbers its ids
        return value.StartsWith("yahoo_quoted_", StringComparison.OrdinalIgnoreCase) || value.EndsWith("yahoo_quoted", StringComparison.Ordinal)
            ? MarkupMark.Quote
            : MarkupMark.None;
    }

    private static bool HasTopBorder(string style) =>
        style.Contains("border-top", StringComparison.OrdinalIgnoreCase) && style.Contains("solid", StringComparison.OrdinalIgnoreCase);

    private static FrozenDictionary<string, MarkupMark> Rows(params ReadOnlySpan<(MarkupMark Mark, string Names)> rows)
    {
        var names = new Dictionary<string, MarkupMark>();
        foreach (var (mark, words) in rows)
            foreach (var word in words.Split(' ')) names.Add(word, mark);
        return names.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }
}
