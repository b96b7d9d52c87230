namespace Hub.Host.Configuration;

/// <summary>One key that a file or an environment variable gives. A class, not a record: nothing prints its text by accident.</summary>
public sealed class Setting
{
    /// <summary>The key path, as in <c>Http:Url</c>.</summary>
    public required string Key { get; init; }

    /// <summary>The value as text; null for a section or a list, whose parts are settings of their own.</summary>
    public required string? Text { get; init; }

    /// <summary>How the value was written; an environment variable is always <see cref="SettingForm.Text"/>.</summary>
    public required SettingForm Form { get; init; }

    /// <summary>The file's path or the environment variable's name.</summary>
    public required string Origin { get; init; }

    /// <summary>The line in the file, from 1; null for an environment variable.</summary>
    public int? Line { get; init; }

    /// <summary>Whether an environment variable gave it.</summary>
    public bool FromEnvironment => Line is null;
}
