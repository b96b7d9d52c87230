using System.Globalization;
using System.Text.RegularExpressions;
using Hub.Core.Search;
using Hub.Core.Security;
using Hub.Core.Storage;

namespace Hub.Core.Conversations;

/// <summary>
/// Finds conversations by what a person typed. The index knows no rights, so what it finds is read through the list, which shows only what
/// the subject may see; the index is asked on until the page is full.
/// </summary>
public sealed partial class ConversationSearch(Store store, ISearchIndex index)
{
    private const int HitsAtOnce = 200;
    // whoever may see little of what is found gets a short page and goes on, instead of one request that reads everything
    private const int MostRounds = 10;

    /// <summary>One page of what is found: by a number such as <c>#123</c> that conversation first, then the most recently active.</summary>
    /// <param name="query">What was typed.</param>
    /// <param name="filter">What else must hold; its <see cref="ConversationFilter.After"/> and ids are not used.</param>
    /// <param name="after">The end of the page before, or null for the first page.</param>
    /// <param name="subject">Who looks.</param>
    /// <param name="ct">Ends the search.</param>
    /// <returns>The page, which may be short before the end, and where the next one begins; null after the last.</returns>
    /// <exception cref="SearchUnavailableException">The index is being remade.</exception>
    public async Task<(List<Conversation> Found, SearchCursor? Next)> FindAsync(
        string query, ConversationFilter filter, SearchCursor? after, Subject subject, CancellationToken ct)
    {
        var number = NumberIn(query);
        var found = after is null && number is not null ? await ReadAsync(filter with { Number = number }, subject, ct) : [];
        var at = after;
        for (var round = 0; round < MostRounds; round++)
        {
            var page = await index.FindAsync(query, HitsAtOnce, at, ct);
            var visible = await VisibleAsync(page, filter, subject, ct);
            foreach (var hit in page.Hits)
            {
                if (visible.TryGetValue(hit.Conversation, out var conversation) && conversation.Number != number)
                {
                    if (found.Count == filter.Limit) return (found, at);
                    found.Add(conversation);
                }

                at = hit.At;
            }

            if (page.Next is null) return (found, null);
        }

        return (found, at);
    }

    private async Task<Dictionary<Guid, Conversation>> VisibleAsync(
        SearchPage page, ConversationFilter filter, Subject subject, CancellationToken ct)
    {
        if (page.Hits.Count == 0) return [];
        var rows = await ReadAsync(filter with { Ids = page.Conversations, Limit = page.Hits.Count }, subject, ct);
        return rows.ToDictionary(row => row.Id);
    }

    private Task<List<Conversation>> ReadAsync(ConversationFilter filter, Subject subject, CancellationToken ct) =>
        store.ReadAsync((db, token) => ConversationList.ReadAsync(db, filter with { After = null }, subject, token), ct);

    private static long? NumberIn(string query) =>
        OneNumber().Match(query) is { Success: true } match ? long.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture) : null;

    [GeneratedRegex(@"^\s*#?([0-9]{1,15})\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex OneNumber();
}
