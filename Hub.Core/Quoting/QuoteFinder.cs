namespace Hub.Core.Quoting;

/// <summary>
/// Decides of each line of a body what it is. From the top: a header or separator that begins the history takes everything to the end; an
/// attribution takes the quote below it, or everything where what it quotes is not marked; marked lines are quotes by themselves. Then
/// signatures are looked for at the ends of what is left, and empty lines join what they set apart. Each line is looked at a bounded number
/// of times.
/// </summary>
internal sealed class QuoteFinder
{
    private const int LongLine = 60;

    private readonly List<BodyLine> _lines;
    private readonly PartKind[] _kinds;
    private readonly bool _isForward;

    private QuoteFinder(List<BodyLine> lines, bool isForward)
    {
        (_lines, _isForward) = (lines, isForward);
        _kinds = new PartKind[lines.Count];
    }

    /// <summary>The parts of a body of these lines and this length; null where it is to be shown whole.</summary>
    /// <param name="lines">Its lines.</param>
    /// <param name="length">Its length in chars.</param>
    /// <param name="isForward">Whether its subject says that what is in it was forwarded, which is no history.</param>
    public static BodyParts? Find(List<BodyLine> lines, int length, bool isForward)
    {
        if (lines.Count == 0) return null;
        var finder = new QuoteFinder(lines, isForward);
        finder.FindQuotes();
        finder.JoinWrapped();
        finder.FindSignatures();
        if (!finder.HasNew()) return null;
        finder.JoinBlanks();
        return BodyParts.Of(finder.Stretches(length));
    }

    private void FindQuotes()
    {
        var (isBelowAttribution, isInQuote) = (false, false);
        for (var i = 0; i < _lines.Count; i++)
        {
            var line = _lines[i];
            if (line.IsBlank) continue;
            // within a quote it is the history that was forwarded
            if (!isInQuote && !(isBelowAttribution && line.Depth > 0) && Separator.IsForward(line.Text.Span)) return;
            isInQuote = line.Depth > 0;
            if (line.Depth > 0)
            {
                if (line.IsCited || isBelowAttribution) _kinds[i] = PartKind.Quoted;
                continue;
            }

            isBelowAttribution = false;
            if (line.Mark == LineMark.History || Separator.IsOriginal(line.Text.Span) || HeaderBlock.Begins(_lines, i))
            {
                if (!_isForward) HistoryFrom(i);
                return;
            }

            var below = NextText(i + 1);
            var isAboveQuote = below < _lines.Count && _lines[below].Depth > 0;
            if (Attribution.BeginOf(_lines, i, isAboveQuote) is not { } begin) continue;
            if (!isAboveQuote)
            {
                HistoryFrom(begin);
                return;
            }

            isBelowAttribution = true;
            Array.Fill(_kinds, PartKind.Quoted, begin, i + 1 - begin);
        }
    }

    /// <summary>Everything from this line on, with the rules above it.</summary>
    private void HistoryFrom(int start)
    {
        while (start > 0 && _kinds[start - 1] == PartKind.New && (_lines[start - 1].IsBlank || _lines[start - 1].IsRule)) start--;
        Array.Fill(_kinds, PartKind.Quoted, start, _kinds.Length - start);
    }

    /// <summary>A long quoted line that a program wrapped without marking what it moved to a line of its own.</summary>
    private void JoinWrapped()
    {
        for (var i = 1; i + 1 < _lines.Count; i++)
        {
            if (_kinds[i] == PartKind.New && !_lines[i].IsBlank && _lines[i - 1].Depth > 0 && _lines[i + 1].Depth > 0
                && _lines[i - 1].Text.Length >= LongLine && !char.IsUpper(_lines[i].Text.Span[0])) _kinds[i] = PartKind.Quoted;
        }
    }

    /// <summary>
    /// At the end of the last run of new lines. A run that is a signature as a whole, such as the footer of a mailing list below the quote,
    /// is not the last one.
    /// </summary>
    private void FindSignatures()
    {
        for (var i = 0; i < _lines.Count; i++)
            if (_lines[i].Mark == LineMark.Signature && _kinds[i] == PartKind.New) _kinds[i] = PartKind.Signature;
        for (var end = _kinds.Length; end > 0;)
        {
            while (end > 0 && _kinds[end - 1] != PartKind.New) end--;
            var start = end;
            while (start > 0 && _kinds[start - 1] == PartKind.New) start--;
            var begin = Signatures.Begin(_lines, start, end);
            Array.Fill(_kinds, PartKind.Signature, begin, end - begin);
            if (NextText(start) < begin) return;
            end = start;
        }
    }

    private bool HasNew()
    {
        for (var i = 0; i < _lines.Count; i++)
            if (_kinds[i] == PartKind.New && !_lines[i].IsBlank && !_lines[i].IsRule) return true;
        return false;
    }

    private void JoinBlanks()
    {
        for (var i = 0; i < _lines.Count; i++)
        {
            if (!_lines[i].IsBlank || _kinds[i] != PartKind.New) continue;
            var next = NextText(i);
            var kind = next < _lines.Count && _kinds[next] != PartKind.New ? _kinds[next] : i > 0 ? _kinds[i - 1] : PartKind.New;
            Array.Fill(_kinds, kind, i, next - i);
            i = next - 1;
        }
    }

    private IEnumerable<BodyPart> Stretches(int length)
    {
        for (var i = 0; i < _lines.Count; i++)
            yield return new BodyPart(_kinds[i], i == 0 ? 0 : _lines[i].Start, i + 1 < _lines.Count ? _lines[i + 1].Start : length);
    }

    private int NextText(int at)
    {
        while (at < _lines.Count && _lines[at].IsBlank) at++;
        return at;
    }
}
