namespace Hub.Channels.Mail.Mime.Reading;

/// <summary>
/// Which parts are the text, which the HTML, and which are files: the algorithm of RFC 8621 section 4.1.4, with its recursion turned into
/// a stack, and with pictures always among the files.
/// </summary>
internal sealed class BodyPicker
{
    private readonly Stack<Frame> _frames = new();

    private BodyPicker()
    {
    }

    public List<MimePart> Text { get; } = [];

    public List<MimePart> Html { get; } = [];

    public List<MimePart> Files { get; } = [];

    /// <summary>Sorts the parts of a mail.</summary>
    public static BodyPicker Pick(MimePart root)
    {
        var picker = new BodyPicker();
        picker.Place(root, 0, new Frame([root], "mixed", InAlternative: false, 0, 0));
        while (picker._frames.TryPeek(out var frame))
        {
            if (frame.Next < frame.Parts.Count)
            {
                picker.Place(frame.Parts[frame.Next], frame.Next++, frame);
                continue;
            }
            picker._frames.Pop();
            picker.Complete(frame);
        }
        return picker;
    }

    private void Place(MimePart part, int index, Frame frame)
    {
        if (part.IsMultipart && part.Children.Count > 0)
        {
            var kind = part.Type["multipart/".Length..];
            _frames.Push(new Frame(part.Children, kind, frame.InAlternative || kind == "alternative", Text.Count, Html.Count)
            {
                ToText = frame.ToText,
                ToHtml = frame.ToHtml,
            });
            return;
        }
        var isText = part.Type is "text/plain" or "text/html" && !part.IsAttachment
            && (index == 0 || (frame.Kind != "related" && part.FileName is null));
        if (!isText)
        {
            Files.Add(part);
            return;
        }
        var isHtml = part.Type == "text/html";
        if (frame.Kind == "alternative")
        {
            if (isHtml ? frame.ToHtml : frame.ToText) (isHtml ? Html : Text).Add(part);
            return;
        }
        if (frame.InAlternative && isHtml) frame.ToText = false;
        if (frame.InAlternative && !isHtml) frame.ToHtml = false;
        if (frame.ToText) Text.Add(part);
        if (frame.ToHtml) Html.Add(part);
    }

    /// <summary>An alternative of one kind only stands for both.</summary>
    private void Complete(Frame frame)
    {
        if (frame.Kind != "alternative" || !frame.ToText || !frame.ToHtml) return;
        var (text, html) = (Text.Count - frame.TextBefore, Html.Count - frame.HtmlBefore);
        if (text == 0) Text.AddRange(Html.GetRange(frame.HtmlBefore, html));
        else if (html == 0) Html.AddRange(Text.GetRange(frame.TextBefore, text));
    }

    private sealed record Frame(List<MimePart> Parts, string Kind, bool InAlternative, int TextBefore, int HtmlBefore)
    {
        public int Next { get; set; }

        public bool ToText { get; set; } = true;

        public bool ToHtml { get; set; } = true;
    }
}
