using System.Globalization;
using System.Text;

namespace Hub.Core.Quoting;

/// <summary>
/// How a body divides into new text, quoted history and signature. The parts cover the whole body in its order, no two alike in succession;
/// some of it is new. A body that is new as a whole has none of this.
/// </summary>
public sealed class BodyParts
{
    private const string Letters = "NQS";

    private BodyParts(IReadOnlyList<BodyPart> all) => All = all;

    /// <summary>The parts, in the body's order.</summary>
    public IReadOnlyList<BodyPart> All { get; }

    /// <summary>
    /// The parts as a reader is shown them: the history before and behind everything new is folded together with signatures. What stands
    /// between two new parts is what they answer to, and is shown with them.
    /// </summary>
    public IReadOnlyList<BodyPart> Shown
    {
        get
        {
            var isNew = All.Select(part => part.Kind == PartKind.New).ToList();
            var (first, last) = (isNew.IndexOf(true), isNew.LastIndexOf(true));
            var shown = new List<BodyPart>(All.Count);
            for (var i = 0; i < All.Count; i++)
                Add(shown, i > first && i < last && All[i].Kind == PartKind.Quoted ? All[i] with { Kind = PartKind.New } : All[i]);
            for (var i = shown.Count - 1; i > 0; i--)
            {
                if (shown[i].Kind == PartKind.New || shown[i - 1].Kind == PartKind.New) continue;
                shown[i - 1] = new BodyPart(PartKind.Quoted, shown[i - 1].Start, shown[i].End);
                shown.RemoveAt(i);
            }

            return shown;
        }
    }

    /// <summary>The parts of a body whose stretches are these; null where all or nothing of it is new.</summary>
    internal static BodyParts? Of(IEnumerable<BodyPart> stretches)
    {
        var parts = new List<BodyPart>();
        foreach (var stretch in stretches) Add(parts, stretch);
        return parts.Count > 0 && parts.Exists(part => part.Kind == PartKind.New) && parts.Exists(part => part.Kind != PartKind.New)
            ? new BodyParts(parts)
            : null;
    }

    /// <summary>The new text of a body: its new parts without the empty lines around them, each on lines of its own.</summary>
    public string NewText(string body)
    {
        ArgumentNullException.ThrowIfNull(body);
        return string.Join('\n', All.Where(part => part.Kind == PartKind.New && part.Start < body.Length).Select(part => part.Of(body).Trim('\r', '\n')));
    }

    /// <summary>The parts in the form in which they are stored: of each a letter and its length.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var part in All) text.Append(Letters[(int)part.Kind]).Append(CultureInfo.InvariantCulture, $"{part.End - part.Start}");
        return text.ToString();
    }

    /// <summary>Reads what <see cref="ToString"/> wrote; null where there is nothing, or nothing that it wrote.</summary>
    public static BodyParts? Parse(string? text)
    {
        var parts = new List<BodyPart>();
        var rest = text.AsSpan();
        for (var start = 0; !rest.IsEmpty; start = parts[^1].End)
        {
            var next = rest[1..].IndexOfAny(Letters);
            var digits = next < 0 ? rest[1..] : rest.Slice(1, next);
            var kind = Letters.IndexOf(rest[0], StringComparison.Ordinal);
            if (kind < 0 || !int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var length) || length > int.MaxValue - start) return null;
            parts.Add(new BodyPart((PartKind)kind, start, start + length));
            rest = rest[(digits.Length + 1)..];
        }

        return parts.Count == 0 ? null : new BodyParts(parts);
    }

    private static void Add(List<BodyPart> parts, BodyPart part)
    {
        if (part.End == part.Start) return;
        if (parts.Count > 0 && parts[^1].Kind == part.Kind) parts[^1] = parts[^1] with { End = part.End };
        else parts.Add(part);
    }
}
