using System.Buffers;

namespace Hub.Channels.Mail.Smtp.Receiving;

/// <summary>The bytes of a mail as they come in, in one piece, within what a mail and all mails together may take.</summary>
internal sealed class SmtpBody : IDisposable
{
    private const int FirstBytes = 16 * 1024;

    private readonly SmtpMemory _memory;
    private readonly int _most;
    private byte[] _bytes = [];
    private int _charged;
    private int _length;

    private SmtpBody(SmtpMemory memory, int most) => (_memory, _most) = (memory, most);

    public ReadOnlyMemory<byte> Content => _bytes.AsMemory(0, _length);

    /// <summary>Begins a mail with its trace block.</summary>
    /// <param name="memory">Where its memory comes from.</param>
    /// <param name="trace">What precedes it.</param>
    /// <param name="most">The largest mail, without the trace block.</param>
    /// <returns>Null when there is no memory.</returns>
    public static SmtpBody? TryBegin(SmtpMemory memory, ReadOnlySpan<byte> trace, int most)
    {
        var body = new SmtpBody(memory, trace.Length + most);
        if (body.TryAppend(trace) == SmtpDataFault.None) return body;
        body.Dispose();
        return null;
    }

    /// <summary>Adds what came.</summary>
    public SmtpDataFault TryAppend(ReadOnlySpan<byte> piece)
    {
        if (piece.Length > _most - _length) return SmtpDataFault.TooLarge;
        if (piece.Length > _charged - _length && !TryGrow(_length + piece.Length)) return SmtpDataFault.NoMemory;
        piece.CopyTo(_bytes.AsSpan(_length));
        _length += piece.Length;
        return SmtpDataFault.None;
    }

    /// <summary>Leaves the bytes to somebody who may still be reading them: they are not used again for another mail.</summary>
    public void Forget() => Release(reuse: false);

    public void Dispose() => Release(reuse: true);

    private bool TryGrow(int needed)
    {
        var size = (int)Math.Min(_most, Math.Max((long)_charged * 2, Math.Max(needed, FirstBytes)));
        if (!_memory.TryTake(size)) return false;
        var larger = ArrayPool<byte>.Shared.Rent(size);
        Content.CopyTo(larger);
        var length = _length;
        Release(reuse: true);
        (_bytes, _charged, _length) = (larger, size, length);
        return true;
    }

    private void Release(bool reuse)
    {
        if (reuse && _bytes.Length > 0) ArrayPool<byte>.Shared.Return(_bytes);
        _memory.GiveBack(_charged);
        (_bytes, _charged, _length) = ([], 0, 0);
    }
}
