using System.Net;
using System.Text;
using Hub.Core.Html;
using Hub.Core.Quoting;
using Hub.Host.Desk.Pictures;
using Hub.Host.Desk.Reading;
using Hub.Host.Web.Language;

namespace Hub.Host.Desk;

/// <summary>The page in which the body of a mail is shown: paper, whatever the colours of the desk, because mail is written for paper.</summary>
internal static class MailFrame
{
    private const string Before =
        """
        <!doctype html><html><head><meta charset="utf-8"><base target="_blank"><style>
        :root{color-scheme:light}
        html,body{margin:0;background:#fff;color:#1c1c1f;overflow-x:auto}
        body{padding:14px 16px;font:14px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans CJK SC",sans-serif;overflow-wrap:anywhere}
        img{max-width:100%;height:auto}
        img[data-remote-src]{display:inline-block;min-width:16px;min-height:16px;background:#eee;border:1px dashed #bbb}
        blockquote{margin:.5em 0 .5em .25em;padding-left:.9em;border-left:3px solid #d5d5da;color:#5b5b63}
        pre{white-space:pre-wrap}
        table{max-width:100%}
        a{color:#3f51c8}
        details{margin-top:10px}
        summary{width:fit-content;padding:0 10px;border-radius:99px;background:#f0f0f3;color:#5b5b63;font-size:12px;cursor:pointer}
        </style></head><body>
        """;

    /// <summary>What is asked for with pictures of other servers.</summary>
    public const string WithPictures = "shown";

    /// <summary>The page: what is new in the open, the rest folded.</summary>
    /// <param name="mail">The body.</param>
    /// <param name="ofUrl">The hub's address of a picture elsewhere, or null where those are not asked for.</param>
    /// <param name="texts">The agent's language.</param>
    public static string Of(MailBody mail, Func<string, string?> ofUrl, Texts texts)
    {
        var page = new StringBuilder(Before);
        var shown = mail.Parts?.Shown ?? [];
        var pieces = HtmlPieces.Of(mail.Html, shown.SkipLast(1).Select(part => part.End));
        for (var i = 0; i < pieces.Count; i++)
        {
            var piece = HiddenCharacters.Show(PictureTags.Bind(pieces[i], id => mail.Picture(id) is { } file ? PictureRoutes.UrlOf(file.Id) : null, ofUrl));
            if (shown.Count == 0 || shown[i].Kind == PartKind.New) page.Append(piece);
            else page.Append("<details><summary>").Append(WebUtility.HtmlEncode(texts[KeyOf(shown[i].Kind)])).Append("</summary>").Append(piece).Append("</details>");
        }

        return page.Append("</body></html>").ToString();
    }

    private static string KeyOf(PartKind kind) => kind == PartKind.Signature ? "message.signature" : "message.quoted";
}
