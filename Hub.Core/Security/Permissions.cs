namespace Hub.Core.Security;

/// <summary>
/// What a role may do: actions in the form <c>noun.verb</c>, where <c>noun.*</c> stands for every verb of the noun.
/// </summary>
public sealed class Permissions
{
    private readonly HashSet<string> _actions;
    private readonly string? _taken;

    private Permissions(HashSet<string> actions, string? taken = null) => (_actions, _taken) = (actions, taken);

    /// <summary>No permission at all.</summary>
    public static Permissions None { get; } = new([]);

    /// <summary>The actions as granted, in order.</summary>
    public IEnumerable<string> Granted => _actions.Order(StringComparer.Ordinal);

    /// <summary>Reads the form of the table <c>roles</c>: actions with spaces between them.</summary>
    public static Permissions Parse(string text) =>
        new(text.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal));

    /// <summary>The same without one action, whichever way it was granted.</summary>
    public Permissions Without(string action) => new(_actions, action);

    /// <summary>Whether the action is granted, itself or by its noun's star.</summary>
    public bool Allow(string action)
    {
        if (action == _taken) return false;
        if (_actions.Contains(action)) return true;
        var dot = action.IndexOf('.', StringComparison.Ordinal);
        return dot > 0 && _actions.Contains(action[..dot] + ".*");
    }
}
