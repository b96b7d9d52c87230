using System.Globalization;
using System.Text;

namespace Hub.Host.Bench.Mime;

/// <summary>Mails as customers send them: about 10 KB, text and HTML, of several languages, charsets and encodings. The same in every run.</summary>
internal static class MimeMails
{
    private const int TextChars = 2_600;

    private static readonly (string Charset, int Page, string Subject, string Sentence)[] Languages =
    [
        ("utf-8", 65001, "Where is my order?", "I ordered on the third and was told that it would arrive within a week, but it’s now the fifteenth. "),
        ("iso-8859-1", 1252, "Wo bleibt meine Bestellung? Grüße", "Ich habe am dritten bestellt, und es hieß, das Päckchen käme binnen einer Woche; heute ist der fünfzehnte. "),
        ("windows-1252", 1252, "Où est ma commande n° 42 ?", "J’ai commandé le trois et l’on m’a dit que le colis arriverait d’ici à une semaine ; déjà le quinze ! "),
        ("koi8-r", 20866, "Где мой заказ?", "Я сделал заказ третьего числа, и мне сказали, что он придёт в течение недели, а сегодня пятнадцатое. "),
        ("gb2312", 54936, "我的订单在哪里？", "我三号下的订单，当时说一周之内送到，现在已经十五号了，网页上仍然显示没有发货，请尽快回复，谢谢。"),
        ("iso-2022-jp", 50220, "注文の件", "三日に注文し、一週間以内に届くと言われましたが、もう十五日です。発送状況をお知らせください。"),
        ("UTF-8", 65001, "¿Dónde está mi pedido?", "Hice el pedido el día tres y me dijeron que llegaría en una semana; hoy es quince y todavía no ha salido. "),
        ("windows-1250", 1250, "Gdzie jest moje zamówienie?", "Zamówiłem trzeciego, miało przyjść w ciągu tygodnia, a dziś już piętnasty i wciąż nic nie wysłano. "),
    ];

    /// <summary>So many different mails, and the text and HTML that are in each.</summary>
    public static IReadOnlyList<(byte[] Mail, string Text, string Html)> Make(int count) => [.. Enumerable.Range(0, count).Select(One)];

    private static (byte[] Mail, string Text, string Html) One(int number)
    {
        var (charset, page, subject, sentence) = Languages[number % Languages.Length];
        var encoding = CodePagesEncodingProvider.Instance.GetEncoding(page) ?? Encoding.UTF8;
        var text = Paragraphs(sentence, number);
        var html = Markup(text, sentence);
        var base64 = number / Languages.Length % 2 == 1;
        var header = string.Create(CultureInfo.InvariantCulture, $"""
            Return-Path: <customer-{number}@mail.example.org>
            Received: from mx{number % 9}.example.net (mx{number % 9}.example.net [192.0.2.{number % 250}])
             by mail.hub.example with ESMTPS id {number:x16} (version=TLSv1.3 cipher=TLS_AES_256_GCM_SHA384)
             for <support@hub.example>; Thu, 15 Jan 2026 09:{number % 60:00}:12 +0000
            Received: from [198.51.100.{number % 250}] (unknown [198.51.100.{number % 250}]) by mx{number % 9}.example.net (Postfix)
             with ESMTPSA id 4dQ{number:x10}; Thu, 15 Jan 2026 09:{number % 60:00}:10 +0000
            DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=mail.example.org; s=2026;
             h=from:to:subject:date:message-id:mime-version:content-type; bh={Signature(number, 44)};
             b={Signature(number + 1, 172)}
            From: {Word(encoding, charset, "J. M., " + subject)} <customer-{number}@mail.example.org>
            To: "Support" <support@hub.example>, sales@hub.example
            Reply-To: <customer-{number}@mail.example.org>
            Subject: {Word(encoding, charset, subject)}
            Date: Thu, 15 Jan 2026 10:{number % 60:00}:08 +0100
            Message-ID: <{number:x8}.{Signature(number, 20)}@mail.example.org>
            In-Reply-To: <{number + 1:x8}@hub.example>
            References: <{number + 3:x8}@hub.example> <{number + 2:x8}@mail.example.org> <{number + 1:x8}@hub.example>
            User-Agent: Mozilla Thunderbird
            MIME-Version: 1.0
            Content-Type: multipart/alternative; boundary="------------{number:x20}"

            This is a multi-part message in MIME format.

            """);
        var mail = new StringBuilder(header.ReplaceLineEndings("\r\n"));
        foreach (var (type, body) in new[] { ("text/plain", text), ("text/html", html) })
        {
            var bytes = encoding.GetBytes(body.ReplaceLineEndings("\r\n"));
            mail.Append(CultureInfo.InvariantCulture, $"--------------{number:x20}\r\nContent-Type: {type}; charset={charset}\r\n");
            mail.Append(CultureInfo.InvariantCulture, $"Content-Transfer-Encoding: {(base64 ? "base64" : "quoted-printable")}\r\n\r\n");
            mail.Append(base64 ? Lines(Convert.ToBase64String(bytes)) : QuotedPrintable(bytes)).Append("\r\n");
        }
        mail.Append(CultureInfo.InvariantCulture, $"--------------{number:x20}--\r\n");
        return (Encoding.ASCII.GetBytes(mail.ToString()), text, html);
    }

    private static string Paragraphs(string sentence, int number)
    {
        var text = new StringBuilder();
        // a script of three bytes a character fills as many bytes with fewer of them
        var chars = TextChars * sentence.Length / Encoding.UTF8.GetByteCount(sentence);
        for (var i = 1; text.Length < chars; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{number + i}. ").Append(sentence);
            if (i % 4 == 0) text.Append("\n\n");
        }
        return text.Append("\n-- \nJ. M.\n").ToString();
    }

    private static string Markup(string text, string sentence)
    {
        var html = new StringBuilder("<!DOCTYPE html><html><head><style>p{margin:0 0 1em}</style></head><body bgcolor=\"#ffffff\">\n");
        foreach (var paragraph in text.Split("\n\n"))
            html.Append("<p style=\"font-family: Arial, sans-serif; font-size: 14px; color: #333333\">").Append(paragraph).Append("</p>\n");
        html.Append("<table width=\"600\" cellpadding=\"4\" style=\"border-collapse: collapse\">\n");
        for (var row = 1; row <= 8; row++)
            html.Append(CultureInfo.InvariantCulture, $"<tr><td style=\"border: 1px solid #cccccc\">{row}</td><td><a href=\"https://shop.example.org/item/{row}?ref=mail\">{sentence[..12]}</a></td></tr>\n");
        return html.Append("</table><img src=\"cid:logo@mail.example.org\" width=\"120\" alt=\"logo\"></body></html>\n").ToString();
    }

    private static string Word(Encoding encoding, string charset, string text) =>
        $"=?{charset}?B?{Convert.ToBase64String(encoding.GetBytes(text))}?=";

    private static string Signature(int number, int length)
    {
        var random = new Random(number);
        return string.Create(length, random, static (chars, random) =>
        {
            foreach (ref var value in chars) value = (char)('a' + random.Next(26));
        });
    }

    private static string Lines(string base64) => string.Join("\r\n", base64.Chunk(76).Select(line => new string(line)));

    private static string QuotedPrintable(byte[] bytes)
    {
        var text = new StringBuilder(bytes.Length * 2);
        var column = 0;
        foreach (var value in bytes)
        {
            var piece = value is (>= 32 and < 127 and not (byte)'=') or (byte)'\r' or (byte)'\n' ? ((char)value).ToString() : $"={value:X2}";
            if (column + piece.Length > 75 && piece is not ("\r" or "\n"))
            {
                text.Append("=\r\n");
                column = 0;
            }
            text.Append(piece);
            column = value == '\n' ? 0 : column + piece.Length;
        }
        return text.ToString();
    }
}
