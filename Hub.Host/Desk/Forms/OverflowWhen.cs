using Hub.Core.Routing.Choosing;

namespace Hub.Host.Desk.Forms;

/// <summary>When another queue helps beside after a time, in one word.</summary>
public static class OverflowWhen
{
    /// <summary>Only after its time.</summary>
    public const string Never = "never";

    /// <summary>While no member is signed in.</summary>
    public const string Empty = "empty";

    /// <summary>While the queue is closed.</summary>
    public const string Closed = "closed";

    /// <summary>Both.</summary>
    public const string Either = "either";

    /// <summary>Every word.</summary>
    public static IReadOnlyList<string> All { get; } = [Never, Empty, Closed, Either];

    /// <summary>The word for an overflow.</summary>
    public static string Of(Overflow overflow) => (overflow.WhenNobodyIsThere, overflow.WhenClosed) switch
    {
        (true, true) => Either,
        (true, false) => Empty,
        (false, true) => Closed,
        _ => Never,
    };

    /// <summary>The overflow of a word.</summary>
    public static Overflow Overflow(string queue, int? after, string when) => new(queue, after, when is Empty or Either, when is Closed or Either);
}
