using System.Text;

namespace Hub.Channels.Mail.Mime.Reading;

/// <summary>Undoes the wrapping of format=flowed (RFC 3676 section 4): a line that ends with a space goes on in the next of its depth.</summary>
internal static class FlowedText
{
    private const string Signature = "-- ";

    /// <param name="text">The text, its lines ending in LF.</param>
    /// <param name="deletesSpace">DelSp=yes: the space at a flowed line's end is not of the text.</param>
    public static string Unwrap(string text, bool deletesSpace)
    {
        var unwrapped = new StringBuilder(text.Length);
        var openDepth = -1;
        foreach (var range in text.AsSpan().Split('\n'))
        {
            var line = text.AsSpan(range);
            var content = line.TrimStart('>');
            var depth = line.Length - content.Length;
            // a stuffed space goes, unless without it the line would read as quoted
            if (content.StartsWith(' ') && !(depth == 0 && content.StartsWith(" >"))) content = content[1..];

            var isSignature = content.SequenceEqual(Signature);
            if (openDepth != depth || isSignature)
            {
                if (range.Start.Value > 0) unwrapped.Append('\n');
                unwrapped.Append('>', depth);
                if (depth > 0) unwrapped.Append(' ');
            }
            var flows = !isSignature && content.EndsWith(' ');
            unwrapped.Append(flows && deletesSpace ? content[..^1] : content);
            openDepth = flows ? depth : -1;
        }
        return unwrapped.ToString();
    }
}
