using System.Globalization;
using Hub.Host.Configuration;

namespace Hub.Tests.Configuration;

public sealed class ShippedConfigurationTests : IDisposable
{
    private readonly ConfigurationFolder _folder = new();
    private readonly HubConfiguration _shipped;

    public ShippedConfigurationTests() =>
        _shipped = _folder.Load(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "config", "hub.json")));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_shipped_file_has_no_faults() => Assert.Empty(_shipped.Faults);

    [Fact]
    public void The_shipped_file_names_every_option_with_its_default()
    {
        var schema = ConfigurationSchema.Default;
        var expected = schema.Sections.SelectMany(section => Leaves(section.Key, section.Value))
            .Concat(Leaves("Channels:api", schema.ChannelKinds["http"]))
            .ToList();
        Assert.True(expected.Count > 20, "the walk over the options finds them");
        foreach (var (key, node) in expected)
        {
            var setting = _shipped.Current.Find(key);
            Assert.True(setting is not null, $"{key} is not in config/hub.json");
            if (node.Required && node.Default is "")
            {
                continue;
            }

            Assert.True(Text(node) == (setting.Text ?? ""), $"{key} is not written with its default");
        }
    }

    [Fact]
    public void The_shipped_file_binds_the_channel_api()
    {
        var channel = Assert.Single(_shipped.Channels());
        Assert.Equal("api", channel.Key);
        var options = Assert.IsType<Hub.Channels.Http.HttpChannelOptions>(channel.Value);
        Assert.Equal(("http", "support", true), (options.Kind, options.Queue, options.Enabled));
        Assert.Null(options.Webhook.Secret);
        Assert.Equal(TimeSpan.FromHours(72), options.Retry);
    }

    private static IEnumerable<(string Key, OptionNode Node)> Leaves(string key, OptionNode node) => node.Shape == OptionShape.Section
        ? node.Children.Values.SelectMany(child => Leaves($"{key}:{child.Name}", child))
        : [(key, node)];

    private static string Text(OptionNode node) => node switch
    {
        { Shape: OptionShape.List } => "",
        { Default: bool or Enum } => node.Default.ToString()!.ToLowerInvariant(),
        _ => Convert.ToString(node.Default, CultureInfo.InvariantCulture) ?? "",
    };
}
