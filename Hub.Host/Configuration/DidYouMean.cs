namespace Hub.Host.Configuration;

/// <summary>Guesses which known name was meant.</summary>
internal static class DidYouMean
{
    /// <summary>A sentence for the fix of an unknown name.</summary>
    public static string Sentence(string unknown, IEnumerable<string> known)
    {
        var names = known.ToList();
        return Nearest(unknown, names) is { } name
            ? $"did you mean {name}? Otherwise remove it"
            : $"remove it; known here: {string.Join(", ", names)}";
    }

    /// <summary>The known name nearest to it, null when none is near: one slip, or one in three letters.</summary>
    public static string? Nearest(string unknown, IEnumerable<string> known)
    {
        var best = known.Select(name => (Name: name, Slips: Distance(Fold(unknown), Fold(name)))).OrderBy(x => x.Slips).FirstOrDefault();
        return best.Name is not null && best.Slips <= Math.Max(1, best.Name.Length / 3) ? best.Name : null;
    }

    /// <summary>The least number of letters inserted, dropped, replaced or swapped with their neighbour (optimal string alignment).</summary>
    public static int Distance(string a, string b)
    {
        var cost = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            cost[i, 0] = i;
        }

        for (var j = 0; j <= b.Length; j++)
        {
            cost[0, j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var replaced = cost[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                cost[i, j] = Math.Min(replaced, Math.Min(cost[i - 1, j], cost[i, j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    cost[i, j] = Math.Min(cost[i, j], cost[i - 2, j - 2] + 1);
                }
            }
        }

        return cost[a.Length, b.Length];
    }

    // a name of absurd length costs no time
    private static string Fold(string name) => name[..Math.Min(name.Length, 64)].ToUpperInvariant();
}
