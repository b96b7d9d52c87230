using Hub.Channels.Email;
using Hub.Channels.Fax;
using Hub.Channels.Http;
using Hub.Channels.Sms;
using Hub.Channels.Telegram;
using Hub.Channels.WebChat;
using Hub.Channels.WhatsApp;
using Microsoft.Extensions.DependencyInjection;

namespace Hub.Channels;

/// <summary>The one list of channels: a new kind is its folder and a line here.</summary>
public static class ChannelCatalog
{
    private static readonly (string Kind, Type Options, Func<IServiceCollection, IServiceCollection> Add)[] Kinds =
    [
        (EmailOptions.KindName, typeof(EmailOptions), EmailServices.AddEmailChannel),
        (FaxOptions.KindName, typeof(FaxOptions), FaxServices.AddFaxChannel),
        (HttpChannelOptions.KindName, typeof(HttpChannelOptions), HttpServices.AddHttpChannel),
        (SmsOptions.KindName, typeof(SmsOptions), SmsServices.AddSmsChannel),
        (TelegramOptions.KindName, typeof(TelegramOptions), TelegramServices.AddTelegramChannel),
        (WebChatOptions.KindName, typeof(WebChatOptions), WebChatServices.AddWebChatChannel),
        (WhatsAppOptions.KindName, typeof(WhatsAppOptions), WhatsAppServices.AddWhatsAppChannel),
    ];

    /// <summary>The options type of each kind, by what <c>Kind</c> says in the configuration.</summary>
    public static IReadOnlyDictionary<string, Type> OptionTypes { get; } = Kinds.ToDictionary(entry => entry.Kind, entry => entry.Options);

    /// <summary>Registers every kind.</summary>
    public static IServiceCollection AddHubChannels(this IServiceCollection services)
    {
        foreach (var (_, _, add) in Kinds) add(services);
        return services;
    }
}
