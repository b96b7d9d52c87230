namespace Hub.Host.Configuration;

/// <summary>How a value is written in the file.</summary>
public enum SettingForm
{
    /// <summary>In quotes, or an environment variable.</summary>
    Text,

    /// <summary>A number without quotes.</summary>
    Number,

    /// <summary>true or false.</summary>
    Truth,

    /// <summary>null.</summary>
    Nothing,

    /// <summary>{ }.</summary>
    Section,

    /// <summary>[ ].</summary>
    List,
}
