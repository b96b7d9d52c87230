namespace Hub.Host.Configuration;

/// <summary>Reads settings from environment variables: <c>OMNIHUB__Http__Url</c> is <c>Http:Url</c>.</summary>
internal static class SettingsEnvironment
{
    private const string Prefix = "OMNIHUB__";

    public static IEnumerable<Setting> Read(IReadOnlyDictionary<string, string> environment) =>
        from variable in environment
        where variable.Key.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)
        orderby variable.Key
        select new Setting
        {
            Key = variable.Key[Prefix.Length..].Replace("__", ":", StringComparison.Ordinal),
            Text = variable.Value,
            Form = SettingForm.Text,
            Origin = variable.Key,
        };
}
