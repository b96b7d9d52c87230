namespace Hub.Channels.Fax.Tiff;

/// <summary>
/// Unpacks the lines of a strip. A damaged line of group 3 shows what could be read of it, and reading goes on at the next end of a line
/// (T.4 section 4.1.2); lines told by their difference to a damaged one repeat it, until one stands by itself. Where there are no ends of
/// lines, what follows a damaged one stays white.
/// </summary>
internal ref struct FaxDecoder(ReadOnlySpan<byte> packed, TiffPage page)
{
    /// <summary>An end of line is at least eleven zeros and a one; no code begins with as many.</summary>
    private const int EndZeros = 11;

    /// <summary>So many ends of lines in a row end the page; T.4 sends six, and a lost line makes two.</summary>
    private const int EndOfPage = 3;

    private BitSource _bits = new(packed);
    private FaxLine _line = new(page.Width);
    private FaxLine _above = new(page.Width);
    private bool _isLost;

    /// <summary>Reads as many lines as there is room for.</summary>
    /// <returns>How many of them are whole.</returns>
    public int Read(Span<byte> target)
    {
        var good = 0;
        for (var at = 0; at < target.Length; at += page.Stride)
        {
            if (!TryReadLine(out var whole)) break;
            if (whole) good++;
            _line.Draw(target.Slice(at, page.Stride));
            (_line, _above) = (_above, _line);
        }

        return good;
    }

    /// <summary>Reads the next line, or tells that there is none.</summary>
    private bool TryReadLine(out bool whole)
    {
        whole = false;
        return page.Compression == TiffCompression.Group3 ? TryReadGroup3(ref whole) : TryReadEndless(ref whole);
    }

    private bool TryReadEndless(ref bool whole)
    {
        if (_isLost || _bits.IsAtEnd) return false;
        if (page.Compression == TiffCompression.Runs)
        {
            whole = FaxLineReader.ReadRuns(ref _bits, _line);
            _bits.SkipToByte();
        }
        else
        {
            // T.6 ends a page by two ends of lines
            if (_bits.Peek(EndZeros) == 0) return false;
            whole = FaxLineReader.ReadDifference(ref _bits, _above, _line);
        }

        Keep(whole);
        return true;
    }

    private bool TryReadGroup3(ref bool whole)
    {
        if (!TryBegin(out var byItself)) return false;
        var start = _bits.Position;
        if (_isLost && !byItself)
        {
            (_line, _above) = (_above, _line);
        }
        else
        {
            whole = byItself ? FaxLineReader.ReadRuns(ref _bits, _line) : FaxLineReader.ReadDifference(ref _bits, _above, _line);
            Keep(whole);
        }

        if (!whole) SeekEnd(start);
        return true;
    }

    private void Keep(bool whole)
    {
        _isLost = !whole;
        if (!whole) _line.Cut();
    }

    /// <summary>Reads what stands before a line; false at the end of the page.</summary>
    private bool TryBegin(out bool byItself)
    {
        byItself = true;
        var ends = 0;
        while (_bits.Peek(EndZeros) == 0)
        {
            while (!_bits.IsAtEnd && _bits.Peek(1) == 0) _bits.Skip(1);
            if (_bits.IsAtEnd || ++ends == EndOfPage) return false;
            _bits.Skip(1);
            if (!page.TwoDimensional) continue;
            byItself = _bits.Peek(1) == 1;
            _bits.Skip(1);
        }

        return !_bits.IsAtEnd;
    }

    /// <summary>Goes to the next end of line. A wrong code may have taken the beginning of it.</summary>
    private void SeekEnd(long start)
    {
        _bits.Return(Math.Max(start, _bits.Position - RunCodes.Longest));
        while (!_bits.IsAtEnd && _bits.Peek(EndZeros) != 0) _bits.Skip(1);
    }
}
