namespace Hub.Channels.Mail.Authentication;

/// <summary>What one method found (RFC 8601 section 2.2, <c>resinfo</c>).</summary>
/// <param name="Method">Its name in small letters, such as <c>dkim</c>.</param>
/// <param name="Passed">Whether it found <c>pass</c>.</param>
/// <param name="Properties">What it looked at, such as <c>header.d</c>.</param>
internal sealed record MethodResult(string Method, bool Passed, IReadOnlyDictionary<string, string> Properties)
{
    private static readonly char[] Blanks = [' ', '\t'];

    /// <summary>A property, or null.</summary>
    public string? this[string property] => Properties.GetValueOrDefault(property);

    /// <summary>Reads one; null for <c>none</c> and what is no result.</summary>
    public static MethodResult? Read(string text)
    {
        var pairs = new List<(string Name, string Value)>();
        foreach (var word in text.Replace(" =", "=", StringComparison.Ordinal).Replace("= ", "=", StringComparison.Ordinal).Split(Blanks, StringSplitOptions.RemoveEmptyEntries))
            if (word.IndexOf('=', StringComparison.Ordinal) is > 0 and var equals)
                pairs.Add((word[..equals].ToLowerInvariant(), word[(equals + 1)..]));
        if (pairs.Count == 0) return null;
        var properties = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in pairs.Skip(1)) properties.TryAdd(name, value);
        return new MethodResult(pairs[0].Name.Split('/')[0], pairs[0].Value.Equals("pass", StringComparison.OrdinalIgnoreCase), properties);
    }
}
