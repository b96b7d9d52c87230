namespace Hub.Host.Commands;

/// <summary>Plain words and <c>--name VALUE</c> options of a command.</summary>
internal sealed class Arguments
{
    private readonly Dictionary<string, string> _options = [];

    private Arguments(IReadOnlyList<string> words) => Words = words;

    /// <summary>The words in their order.</summary>
    public IReadOnlyList<string> Words { get; }

    /// <summary>The value of an option, or null.</summary>
    public string? this[string option] => _options.GetValueOrDefault(option);

    /// <summary>The arguments, or null where an option is unknown, given twice or without its value.</summary>
    public static Arguments? Parse(IReadOnlyList<string> arguments, params string[] options)
    {
        var words = new List<string>();
        var parsed = new Arguments(words);
        for (var i = 0; i < arguments.Count; i++)
        {
            if (!arguments[i].StartsWith("--", StringComparison.Ordinal)) words.Add(arguments[i]);
            else if (!options.Contains(arguments[i]) || i + 1 == arguments.Count || !parsed._options.TryAdd(arguments[i], arguments[++i])) return null;
        }

        return parsed;
    }
}
