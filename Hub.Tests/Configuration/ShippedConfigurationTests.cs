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
            .Concat(Leaves("Channels:chat", schema.ChannelKinds["chat"]))
            // those whose shipped section differs from the defaults: there is no bot and no gateway yet
            .Concat(Leaves("Channels:telegram", schema.ChannelKinds["telegram"]).Where(leaf => leaf.Key != "Channels:telegram:Enabled"))
            .Concat(Leaves("Channels:fax", schema.ChannelKinds["fax"]).Where(leaf => leaf.Key != "Channels:fax:Enabled"))
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
    public void The_shipped_file_binds_the_channels_api_mail_and_chat_and_a_bot_that_is_not_there_yet()
    {
        var channels = _shipped.Channels();
        Assert.Equal(["api", "chat", "fax", "mail", "telegram"], channels.Keys.Order(StringComparer.Ordinal));
        var api = Assert.IsType<Hub.Channels.Http.HttpChannelOptions>(channels["api"]);
        Assert.Equal(("http", "support", true), (api.Kind, api.Queue, api.Enabled));
        Assert.Null(api.Webhook.Secret);
        Assert.Equal(TimeSpan.FromHours(72), api.Retry);
        var mail = Assert.IsType<Hub.Channels.Email.EmailOptions>(channels["mail"]);
        Assert.Equal(("email", "support", "support@localhost", ""), (mail.Kind, mail.Queue, mail.Address, mail.Smtp.Host));
        var chat = Assert.IsType<Hub.Channels.WebChat.WebChatOptions>(channels["chat"]);
        Assert.Equal(("chat", "support", true), (chat.Kind, chat.Queue, chat.Enabled));
        Assert.Empty(chat.Origins);
        var bot = Assert.IsType<Hub.Channels.Telegram.TelegramOptions>(channels["telegram"]);
        Assert.Equal(("telegram", "support", false), (bot.Kind, bot.Queue, bot.Enabled));
        Assert.Null(bot.Token);
        var fax = Assert.IsType<Hub.Channels.Fax.FaxOptions>(channels["fax"]);
        Assert.Equal(("fax", "support", false, "fax@localhost"), (fax.Kind, fax.Queue, fax.Enabled, fax.Address));
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
