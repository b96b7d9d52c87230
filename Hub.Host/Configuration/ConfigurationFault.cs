using System.Globalization;

namespace Hub.Host.Configuration;

/// <summary>One fault of the configuration. Never holds a value, which may be a secret.</summary>
/// <param name="Origin">The file's path or the environment variable's name.</param>
/// <param name="Line">The line in the file, from 1; null for an environment variable or the file as a whole.</param>
/// <param name="Key">The key path, as in <c>Channels:api:Webhook:Url</c>; empty for the file as a whole.</param>
/// <param name="Problem">What is wrong.</param>
/// <param name="Fix">What to do about it.</param>
public sealed record ConfigurationFault(string Origin, int? Line, string Key, string Problem, string Fix)
{
    /// <summary>One line for a person: <c>config/hub.json:12: Http:Url is not ... Fix: write ...</c></summary>
    public override string ToString()
    {
        var line = Line is { } number ? ":" + number.ToString(CultureInfo.InvariantCulture) : "";
        var key = Key.Length > 0 ? Key + " " : "";
        return $"{Origin}{line}: {key}{Problem}. Fix: {Fix}.";
    }
}
