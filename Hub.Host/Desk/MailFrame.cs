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
        </style></head><body>
        """;

    /// <param name="html">The sanitizer's output.</param>
    public static string Of(string html) => $"{Before}{html}</body></html>";
}
