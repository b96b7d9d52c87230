using System.Collections;
using System.Text;
using Hub.Core.Search;
using Hub.Core.Storage;
using Hub.Core.Storage.Blobs;
using Hub.Tests.Builders;
using Hub.Tests.Servers;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hub.Tests.Contracts;

/// <summary>What every search index finds, and that it loses and invents nothing.</summary>
public abstract class SearchContract<TDatabase> : StoreContractBase<TDatabase> where TDatabase : ITestDatabase, new()
{
    private ISearchIndex? _index;
    private IBlobStore? _blobs;

    protected TempFolder Folder { get; } = new("search");

    protected ISearchIndex Index => _index ??= NewIndex();

    protected ConversationRows Rows => new(Store);

    private IBlobStore Blobs => _blobs ??= NewBlobs(new BlobScratch(Folder.Path, Time));

    protected abstract ISearchIndex NewIndex();

    protected abstract IBlobStore NewBlobs(BlobScratch scratch);

    [Theory]
    [InlineData("Where is my refund?", "REFUND")]
    [InlineData("我要投诉你们", "投诉")]
    [InlineData("請幫我退款，謝謝", "退款")]
    [InlineData("我要投訴", "投訴")]
    [InlineData("我的iPhone要退款", "iphone 退款")]
    [InlineData("返金してください", "返金")]
    [InlineData("パソコンが壊れた", "パソコン")]
    [InlineData("환불을 요청합니다", "환불")]
    [InlineData("Schöne Grüße aus der Hauptstraße", "grusse hauptstrasse")]
    [InlineData("Le café est fermé", "cafe FERMÉ")]
    [InlineData("write to bob.smith@example.org", "bob.smith@example.org")]
    [InlineData("order #1234-77", "#1234")]
    [InlineData("call me: +49 30 123 456", "+49 30 123")]
    [InlineData("call me: +49 30 123 456", "+4930123456")]
    [InlineData("call me: 0049-30-123456", "+49 30 123456")]
    [InlineData("call me: +49 30 123456", "0049 30 123456")]
    public async Task What_was_written_is_found(string text, string query)
    {
        var wanted = await Rows.WithMessageAsync(text, Ct);
        await Rows.WithMessageAsync("诉投 款退 something else entirely 1 2 3", Ct);
        await CatchUpAsync();

        Assert.Equal([wanted], await FindAsync(query));
    }

    [Fact]
    public async Task A_conversation_is_found_by_all_that_belongs_to_it()
    {
        var contact = await Rows.ContactAsync("Zoë Underhill", Ct, "zoe@example.org", "+4930555777");
        var conversation = await Rows.ConversationAsync(contact, Ct, "Broken kettle");
        await Rows.ReceivedAsync(conversation, "It leaks.", Ct, "photo-of-damage.jpg", "receipt.pdf");
        await Rows.NoteAsync(conversation, "probably the gasket", Ct);
        await Rows.MessageAsync(conversation, "out", "We send a spare part.", null, Ct);
        await Rows.WithMessageAsync("nothing of the sort", Ct);
        await CatchUpAsync();

        string[] queries =
        [
            "zoe", "UNDERHILL", "zoe@example.org", "example.org", "+49 30 555 777", "kettle", "leaks", "photo-of-damage.jpg", "receipt",
            "gasket", "spare part", "zoe kettle gasket spare", "#" + await Rows.NumberAsync(conversation, Ct) + " kettle",
        ];
        foreach (var query in queries) Assert.Equal([conversation], await FindAsync(query));
        Assert.Empty(await FindAsync("kettle submarine"));
        Assert.Empty(await FindAsync("zoe@example.com"));
    }

    [Fact]
    public async Task What_changes_is_found_by_its_new_words_only()
    {
        var contact = await Rows.ContactAsync("Oldname", Ct);
        var conversation = await Rows.ConversationAsync(contact, Ct, "oldsubject");
        await Rows.ReceivedAsync(conversation, "message", Ct);
        await CatchUpAsync();

        await Rows.RenameAsync(contact, "Newname", Ct);
        await Rows.SubjectAsync(conversation, "newsubject", Ct);
        await CatchUpAsync();

        Assert.Equal([conversation], await FindAsync("newname newsubject message"));
        Assert.Empty(await FindAsync("oldname"));
        Assert.Empty(await FindAsync("oldsubject"));
    }

    [Fact]
    public async Task Large_texts_are_found_up_to_their_256th_KiB()
    {
        var text = "kumquat " + string.Concat(Enumerable.Repeat("的字 filler ", 20_000)) + " 投诉 tamarind "
            + new string('x', SearchTokenizer.MostChars) + " durian";
        var blob = await Blobs.PutAsync(Encoding.UTF8.GetBytes(text), Ct);
        var conversation = await Rows.ConversationAsync(await Rows.ContactAsync("Ann", Ct), Ct);
        await Rows.MessageAsync(conversation, "in", null, blob.Hash.ToString(), Ct);
        await CatchUpAsync();

        foreach (var query in (string[])["kumquat", "tamarind", "投诉", "投诉tamarind"]) Assert.Equal([conversation], await FindAsync(query));
        Assert.Empty(await FindAsync("durian"));
    }

    [Fact]
    public async Task I13_a_message_whose_text_cannot_be_read_holds_nothing_up()
    {
        var conversation = await Rows.ConversationAsync(await Rows.ContactAsync("Ann", Ct), Ct, "unreadable");
        await Rows.MessageAsync(conversation, "in", null, BlobHash.Of("lost"u8).ToString(), Ct, "still.pdf");
        var after = await Rows.WithMessageAsync("after", Ct);
        await CatchUpAsync();

        Assert.Equal([conversation], await FindAsync("unreadable still.pdf"));
        Assert.Equal([after], await FindAsync("after"));
    }

    [Theory]
    [InlineData("\"")]
    [InlineData("\" OR NEAR(")]
    [InlineData("NEAR(needle other)")]
    [InlineData("needle*")]
    [InlineData("-needle")]
    [InlineData("words:needle")]
    [InlineData("needle AND NOT other")]
    [InlineData("'; DROP TABLE conversations; --")]
    [InlineData("needle' | 'other")]
    [InlineData("needle <-> other & ! :* \\")]
    [InlineData("{needle} ^needle + \0")]
    [InlineData("%_needle")]
    public async Task G05_a_query_is_never_syntax(string query)
    {
        var needle = await Rows.WithMessageAsync("needle", Ct);
        await Rows.WithMessageAsync("haystack", Ct);
        await CatchUpAsync();

        var found = await FindAsync(query);

        Assert.All(found, conversation => Assert.Equal(needle, conversation));
        Assert.Equal([needle], await FindAsync("needle"));
    }

    [Fact]
    public async Task The_most_recently_active_comes_first_page_by_page()
    {
        var conversations = new List<Guid>();
        for (var i = 0; i < 7; i++) conversations.Add(await Rows.WithMessageAsync("common", Ct));
        await Rows.ReceivedAsync(conversations[2], "once more", Ct);
        await CatchUpAsync();

        var found = new List<Guid>();
        SearchCursor? cursor = null;
        do
        {
            var page = await Index.FindAsync("common", 3, cursor, Ct);
            found.AddRange(page.Conversations);
            cursor = page.Next;
        }
        while (cursor is not null);

        Assert.Equal(7, found.Distinct().Count());
        Assert.Equal(7, found.Count);
        Assert.Equal(await ListAsync<Guid>("SELECT id FROM conversations ORDER BY active_at DESC, number DESC"), found);
    }

    [Fact]
    public async Task An_index_that_begins_late_takes_in_what_was_there_before()
    {
        var conversations = new List<Guid>();
        var contact = await Rows.ContactAsync("Ann", Ct);
        for (var i = 0; i < 3; i++) conversations.Add(await Rows.ConversationAsync(contact, Ct));
        for (var i = 0; i < 1100; i++) await Rows.ReceivedAsync(conversations[i % 3], $"word{i}", Ct);
        await ExecuteAsync("DELETE FROM journal WHERE seq < (SELECT MAX(seq) FROM journal)", null);
        await CatchUpAsync();

        Assert.Equal([conversations[0]], await FindAsync("word0"));
        Assert.Equal([conversations[1099 % 3]], await FindAsync("word1099 ann"));
        Assert.Equal(0, (await Index.PositionAsync(Ct))!.Backfill);
    }

    [Fact]
    public async Task An_index_that_the_journal_has_left_behind_begins_anew()
    {
        var first = await Rows.WithMessageAsync("first", Ct);
        await CatchUpAsync();
        var second = await Rows.WithMessageAsync("second", Ct);
        await Rows.WithMessageAsync("third", Ct);
        await ExecuteAsync("DELETE FROM journal WHERE seq < (SELECT MAX(seq) FROM journal)", null);
        await CatchUpAsync();

        Assert.Equal([first], await FindAsync("first"));
        Assert.Equal([second], await FindAsync("second"));
    }

    [Fact]
    public async Task Content_and_position_are_committed_together_or_not_at_all()
    {
        var lease = await CatchUpAsync();
        var position = (await Index.PositionAsync(Ct))!;
        var conversation = await Rows.WithMessageAsync("word", Ct);
        var batch = (await NewSource().NewsAsync(position, Ct))!;
        var broken = batch with { Conversations = [.. batch.Conversations, Breaking(batch.Conversations[0])] };

        await Assert.ThrowsAsync<InvalidOperationException>(() => Index.AddAsync(broken, lease, Ct));
        Assert.Equal(position, await Index.PositionAsync(Ct));
        Assert.Empty(await FindAsync("word"));

        await Index.AddAsync(batch, lease, Ct);
        Assert.Equal(batch.To, await Index.PositionAsync(Ct));
        Assert.Equal([conversation], await FindAsync("word"));
        await Assert.ThrowsAsync<LeaseLostException>(() => Index.AddAsync(batch, lease, Ct));
    }

    [Fact]
    public async Task The_service_follows_the_journal_by_itself()
    {
        using var service = NewIndexer();
        await service.StartAsync(Ct);
        var conversation = await Rows.WithMessageAsync("投诉", Ct);

        await Eventually.HoldsAsync(
            async _ => (await FindAsync("投诉")).Contains(conversation), "the message is found", TimeSpan.FromSeconds(5), Ct);
        await service.StopAsync(Ct);
    }

    protected SearchIndexer NewIndexer() => new(Store, NewNode(), Index, NewSource(), NullLogger<SearchIndexer>.Instance);

    protected SearchSource NewSource() => new(Store, new Bodies(Blobs), NullLogger<SearchSource>.Instance);

    /// <summary>Indexes until there is nothing more to do.</summary>
    protected async Task<Lease> CatchUpAsync()
    {
        await ExpireAsync("search");
        var lease = await TakeAsync("search");
        using var indexer = NewIndexer();
        await indexer.BeginAsync(lease, Ct);
        var source = NewSource();
        while (true)
        {
            await indexer.RunOnceAsync(lease, Ct);
            var position = (await Index.PositionAsync(Ct))!;
            if (position.Backfill == 0 && await source.NewsAsync(position, Ct) is null) return lease;
        }
    }

    protected async Task<IReadOnlyList<Guid>> FindAsync(string query) => (await Index.FindAsync(query, 50, null, Ct)).Conversations;

    private static ConversationText Breaking(ConversationText like) =>
        like with { Id = Guid.AllBitsSet, Number = like.Number + 1, Messages = new BreakingList() };

    /// <summary>A crash in the middle of a batch.</summary>
    private sealed class BreakingList : IReadOnlyList<MessageText>
    {
        public int Count => 1;

        public MessageText this[int index] => throw new InvalidOperationException("broken");

        public IEnumerator<MessageText> GetEnumerator() => throw new InvalidOperationException("broken");

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
