namespace Hub.Channels.Mail.Smtp.Receiving;

/// <summary>
/// Reads the data of a mail in pieces as they come (RFC 5321 section 4.1.1.4) and takes away the dots that were put before dots (section
/// 4.5.2). The end is CRLF.CRLF and nothing else. A CR or LF alone makes the mail unacceptable, but its data are read on to that end: a relay
/// before us that saw no end there must not have its customer's text taken for commands (CVE-2023-51764).
/// </summary>
/// <param name="body">Where the mail goes; as soon as there is a fault, nowhere.</param>
internal sealed class SmtpDataReader(SmtpBody body)
{
    private const int MaxLine = 1024 * 1024;
    private const byte Cr = (byte)'\r';
    private const byte Lf = (byte)'\n';

    private State _state;
    private int _line;

    private enum State
    {
        LineStart,
        Dot,
        DotCr,
        Text,
        Cr,
    }

    /// <summary>The first thing that was wrong.</summary>
    public SmtpDataFault Fault { get; private set; }

    /// <summary>Reads a piece.</summary>
    /// <param name="input">What came.</param>
    /// <param name="consumed">How much of it belongs to the mail.</param>
    /// <returns>Whether the end was in it.</returns>
    public bool Read(ReadOnlySpan<byte> input, out int consumed)
    {
        // what stands between is copied in one go
        var from = 0;
        consumed = 0;
        while (consumed < input.Length)
        {
            switch (_state)
            {
                case State.LineStart when input[consumed] == '.':
                    Keep(input[from..consumed]);
                    from = ++consumed;
                    _state = State.Dot;
                    break;
                case State.LineStart:
                    _state = State.Text;
                    break;
                case State.Dot when input[consumed] == Cr:
                    consumed++;
                    _state = State.DotCr;
                    break;
                case State.Dot:
                    _state = State.Text;
                    break;
                case State.DotCr when input[consumed] == Lf:
                    consumed++;
                    return true;
                case State.DotCr:
                    Fail(SmtpDataFault.BareLineEnd);
                    _state = State.Text;
                    break;
                case State.Cr when input[consumed] == Lf:
                    consumed++;
                    _state = State.LineStart;
                    break;
                case State.Cr:
                    Fail(SmtpDataFault.BareLineEnd);
                    _state = State.Text;
                    break;
                default:
                    consumed += Text(input[consumed..]);
                    break;
            }
        }

        // a CR behind a lone dot is the end's or makes the mail unacceptable: it is never part of one
        if (_state != State.DotCr) Keep(input[from..]);
        return false;
    }

    /// <summary>Reads up to the next CR or LF and beyond it.</summary>
    private int Text(ReadOnlySpan<byte> input)
    {
        var end = input.IndexOfAny(Cr, Lf);
        _line += end < 0 ? input.Length : end;
        if (_line > MaxLine) Fail(SmtpDataFault.LineTooLong);
        if (end < 0) return input.Length;
        if (input[end] == Lf) Fail(SmtpDataFault.BareLineEnd);
        else _state = State.Cr;
        _line = 0;
        return end + 1;
    }

    private void Keep(ReadOnlySpan<byte> text)
    {
        if (Fault == SmtpDataFault.None && body.TryAppend(text) is not SmtpDataFault.None and var fault) Fail(fault);
    }

    private void Fail(SmtpDataFault fault)
    {
        if (Fault != SmtpDataFault.None) return;
        Fault = fault;
        body.Dispose();
    }
}
