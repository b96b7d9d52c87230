namespace Hub.Channels.Mail.Mime.Calendar;

/// <summary>A content line of a calendar (RFC 5545 section 3.1).</summary>
/// <param name="Name">Its name in upper case.</param>
/// <param name="Parameters">What stands between name and value, as it is written.</param>
/// <param name="Value">Its value, as it is written.</param>
internal readonly record struct CalendarProperty(string Name, string Parameters, string Value)
{
    /// <summary>The value as text (RFC 5545 section 3.3.11), on one line or more.</summary>
    public string Text => Value
        .Replace("\\n", "\n", StringComparison.OrdinalIgnoreCase).Replace("\\,", ",", StringComparison.Ordinal)
        .Replace("\\;", ";", StringComparison.Ordinal).Replace("\\\\", "\\", StringComparison.Ordinal).Trim();

    /// <summary>A parameter's value without quotes, or null.</summary>
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
