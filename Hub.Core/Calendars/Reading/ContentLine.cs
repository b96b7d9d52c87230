using System.Text;

namespace Hub.Core.Calendars.Reading;

/// <summary>A content line of an iCalendar object (RFC 5545 section 3.1).</summary>
/// <param name="Number">The line of the text that it begins on, from 1.</param>
/// <param name="Name">Its name in upper case; empty where it is no content line.</param>
/// <param name="Parameters">What stands between name and value, as it is written.</param>
/// <param name="Value">Its value, as it is written.</param>
public readonly record struct ContentLine(int Number, string Name, string Parameters, string Value)
{
    /// <summary>Whether it was longer than what is read of one.</summary>
    public bool IsCut { get; init; }

    /// <summary>The value as text (RFC 5545 section 3.3.11), on one line or more.</summary>
    public string Text
    {
        get
        {
            var text = new StringBuilder(Value.Length);
            for (var i = 0; i < Value.Length; i++)
            {
                if (Value[i] != '\\' || i + 1 == Value.Length) text.Append(Value[i]);
                else text.Append(Value[++i] is 'n' or 'N' ? '\n' : Value[i]);
            }

            return text.ToString().Trim();
        }
    }

    /// <summary>A parameter's value without quotes, or null.</summary>
    /// <param name="name">The parameter's name, in any case.</param>
    public string? Parameter(string name)
    {
        var start = 0;
        var isQuoted = false;
        for (var i = 0; i <= Parameters.Length; i++)
        {
            if (i < Parameters.Length && Parameters[i] == '"') isQuoted = !isQuoted;
            if (i < Parameters.Length && (Parameters[i] != ';' || isQuoted)) continue;
            var one = Parameters.AsSpan(start, i - start);
            if (one.Length > name.Length && one[name.Length] == '=' && one.StartsWith(name, StringComparison.OrdinalIgnoreCase))
                return one[(name.Length + 1)..].Trim('"').ToString();
            start = i + 1;
        }

        return null;
    }
}
