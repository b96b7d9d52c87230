using System.Text;

namespace Hub.Tests.Channels.Mail;

/// <summary>The lines that a client sends. Only CRLF ends one.</summary>
internal sealed class ScriptedLines(Stream stream)
{
    private readonly byte[] _buffer = new byte[64 * 1024];
    private readonly StringBuilder _text = new();

    public async Task<string?> NextAsync(CancellationToken ct)
    {
        while (true)
        {
            var text = _text.ToString();
            var end = text.IndexOf("\r\n", StringComparison.Ordinal);
            if (end >= 0)
            {
                _text.Remove(0, end + 2);
                return text[..end];
            }

            var read = await stream.ReadAsync(_buffer, ct);
            if (read == 0) return null;
            _text.Append(Encoding.UTF8.GetString(_buffer.AsSpan(0, read)));
        }
    }
}
