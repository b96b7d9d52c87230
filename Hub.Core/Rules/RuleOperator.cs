namespace Hub.Core.Rules;

/// <summary>How a condition compares.</summary>
public static class RuleOperator
{
    /// <summary>It is the value, in any case.</summary>
    public const string Is = "is";

    /// <summary>It is in the mail domain or in one below it.</summary>
    public const string Domain = "domain";

    /// <summary>It is like the pattern, in which <c>*</c> stands for anything and <c>?</c> for one character, in any case.</summary>
    public const string Like = "like";

    /// <summary>The value's words stand in it one after the other, as <see cref="Search.SearchTokenizer"/> cuts words.</summary>
    public const string Contains = "contains";

    /// <summary>It is the number or higher.</summary>
    public const string AtLeast = "atLeast";

    /// <summary>It is the number or lower.</summary>
    public const string AtMost = "atMost";

    /// <summary>There are some; takes no value.</summary>
    public const string Exist = "exist";

    /// <summary>The calendar is open when the message comes.</summary>
    public const string Open = "open";

    /// <summary>The calendar is closed when the message comes.</summary>
    public const string Closed = "closed";

    /// <summary>The message comes in these hours of the week, as in <c>mon-fri 09:00-17:30</c>.</summary>
    public const string Within = "within";
}
