using Hub.Core.Channels;
using Hub.Core.Storage;
using Hub.Host.Configuration;

namespace Hub.Host.Api;

/// <summary>Finds channel accounts as callers name them: those at work, those configured, and those that are gone.</summary>
internal sealed class ChannelDirectory(HubConfiguration configuration, ChannelRegistry registry, Store store)
{
    private const int LongestId = 100;
    private const string RetryAfterSeconds = "5";
    private const string HasTaken = "SELECT 1 FROM message_sources WHERE channel = $1 LIMIT 1";

    /// <summary>Every account that is configured or at work, by id.</summary>
    public IReadOnlyList<ChannelView> All()
    {
        var running = registry.All.Select(channel => ChannelView.Of(channel.Account)).ToList();
        var ids = running.Select(view => view.Id).ToHashSet(StringComparer.Ordinal);
        var others = configuration.Channels().Where(entry => !ids.Contains(entry.Key)).Select(entry => ChannelView.Of(entry.Key, entry.Value));
        return [.. running.Concat(others).OrderBy(view => view.Id, StringComparer.Ordinal)];
    }

    /// <summary>How an account stands, and the account itself where it is at work.</summary>
    /// <exception cref="StoreUnavailableException">It is not configured, and whether it once was cannot be read.</exception>
    public async Task<(ChannelStanding Standing, IChannel? Channel)> FindAsync(string id, CancellationToken ct)
    {
        if (registry.Find(id) is { } channel) return (ChannelStanding.Running, channel);
        var section = configuration.Values.GetSection($"{ChannelOptions.Section}:{id}");
        if (configuration.Current.ChannelIds.Contains(id))
            return (section[nameof(ChannelOptions.Enabled)] is { } text && !bool.Parse(text) ? ChannelStanding.Disabled : ChannelStanding.Starting, null);
        if (id.Length > LongestId) return (ChannelStanding.Unknown, null);
        var taken = await store.ReadAsync((db, read) => db.Statement(HasTaken).Bind(id).FirstAsync(row => row.Long(0), read), ct);
        return (taken == 1 ? ChannelStanding.Deleted : ChannelStanding.Unknown, null);
    }

    /// <summary>The answer to those who want something of a channel that is not at work.</summary>
    public static Problem Refusal(HttpContext http, ChannelStanding standing, int disabled)
    {
        if (standing == ChannelStanding.Starting) http.Response.Headers.RetryAfter = RetryAfterSeconds;
        return standing switch
        {
            ChannelStanding.Starting => Problem.Of(503, "The channel is not at work; its alarm says why if this lasts."),
            ChannelStanding.Disabled => Problem.Of(disabled, "The channel is switched off."),
            ChannelStanding.Deleted => Problem.Of(410, "The channel is no longer configured."),
            _ => Problem.Of(404, "There is no such channel."),
        };
    }
}
