using Hub.Core.Channels;

namespace Hub.Host.Api;

/// <summary>A channel account as the API shows it: never a secret, never an address of its provider.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Kind">The kind of channel.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Address">What customers write to; null where it has no such address, or while it is not at work.</param>
/// <param name="Queue">The key of the queue of its new conversations.</param>
/// <param name="Enabled">Whether the configuration lets it work.</param>
/// <param name="Running">Whether it is at work on this host.</param>
/// <param name="Capabilities">What it can carry; null while it is not at work.</param>
internal sealed record ChannelView(
    string Id, string Kind, string Name, string? Address, string? Queue, bool Enabled, bool Running, ChannelCapabilitiesView? Capabilities)
{
    public static ChannelView Of(ChannelAccount account) => new(
        account.Id, account.Kind, account.Name, account.Address, account.Queue, Enabled: true, Running: true, ChannelCapabilitiesView.Of(account.Capabilities));

    public static ChannelView Of(string id, ChannelOptions options) =>
        new(id, options.Kind, options.Name, Address: null, options.Queue, options.Enabled, Running: false, Capabilities: null);
}

/// <summary>What a channel can carry and how fast.</summary>
internal sealed record ChannelCapabilitiesView(
    bool Sends, bool Html, bool Attachments, bool Threads, bool Subject, bool Copies, bool Templates, double? AnswerWindowHours,
    int MaxTextLength, double MaxPerSecond)
{
    public static ChannelCapabilitiesView Of(ChannelCapabilities can) =>
        new(
            can.Sends, can.Html, can.Attachments, can.Threads, can.Subject, can.Copies, can.Templates, can.AnswerWindow?.TotalHours, can.MaxTextLength, can.MaxPerSecond);
}
