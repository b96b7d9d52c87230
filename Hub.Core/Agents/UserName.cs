using System.Text;

namespace Hub.Core.Agents;

/// <summary>The name that an agent signs in with.</summary>
public static class UserName
{
    private const int MaxLength = 64;

    /// <summary>The one form in which a typed name is stored and looked for: without blanks around, NFKC, lower case.</summary>
    public static string Canonical(string typed)
    {
        var text = typed.Trim();
        // what is no text or far too long names nobody; it only has to be told apart
        return text.Length > MaxLength || text.EnumerateRunes().Contains(Rune.ReplacementChar)
            ? text
            : text.Normalize(NormalizationForm.FormKC).ToLowerInvariant();
    }

    /// <summary>Why this cannot be a user name, or null where it can.</summary>
    public static string? Fault(string typed)
    {
        var name = Canonical(typed);
        if (name.Length is 0 or > MaxLength) return $"a user name has 1 to {MaxLength} characters";
        return name.All(c => char.IsLetterOrDigit(c) || c is '.' or '_' or '-' or '@')
            ? null
            : "a user name has only letters, digits and . _ - @";
    }
}
