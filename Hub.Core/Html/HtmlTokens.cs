using AngleSharp.Html;
using AngleSharp.Html.Parser;
using AngleSharp.Html.Parser.Tokens;
using AngleSharp.Text;

namespace Hub.Core.Html;

/// <summary>
/// The tags and texts of a body, one after the other, without comments, doctypes and the content of scripts, styles and the like.
/// Only AngleSharp's tokenizer is used, not its tree builder: the builder scans its stack of open elements for each
/// tag and clones formatting elements, which is quadratic for a million nested elements. The tokenizer is linear.
/// </summary>
internal sealed class HtmlTokens : IDisposable
{
    private readonly TextSource _source;
    private readonly HtmlTokenizer _tokenizer;
    private string? _skipUntilEndOf;

    public HtmlTokens(string html)
    {
        _source = new TextSource(html);
        _tokenizer = new HtmlTokenizer(_source, HtmlEntityProvider.Resolver) { SkipComments = true, DisableElementPositionTracking = true };
    }

    /// <summary>The next start tag, end tag or text; null at the end.</summary>
    public HtmlToken? Next()
    {
        while (true)
        {
            var token = _tokenizer.Get();
            switch (token.Type)
            {
                case HtmlTokenType.EndOfFile:
                    return null;
                case HtmlTokenType.StartTag:
                    if (Enter(token.Name))
                        return token;
                    break;
                case HtmlTokenType.EndTag:
                    if (_skipUntilEndOf is null)
                        return token;
                    if (token.Name == _skipUntilEndOf)
                        _skipUntilEndOf = null;
                    break;
                case HtmlTokenType.Character:
                    if (_skipUntilEndOf is null && token.Data.Length > 0)
                        return token;
                    break;
            }
        }
    }

    public void Dispose()
    {
        _tokenizer.Dispose();
        _source.Dispose();
    }

    private bool Enter(string name)
    {
        var content = ElementList.RawContentOf(name);
        if (content == RawContent.None)
            return true;
        _tokenizer.State = content switch
        {
            RawContent.Script => HtmlParseMode.Script,
            RawContent.Raw => HtmlParseMode.Rawtext,
            RawContent.Rest => HtmlParseMode.Plaintext,
            _ => HtmlParseMode.RCData,
        };
        _skipUntilEndOf = content == RawContent.EscapableKept ? null : name;
        return false;
    }
}
