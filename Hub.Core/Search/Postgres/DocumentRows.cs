using System.Globalization;
using System.Text;

namespace Hub.Core.Search.Postgres;

// A tsvector keeps at most 256 places of a word, and places up to 16,383: a long text is cut into chunks. Each begins with the last words
// of the one before, so that whatever a query asks for in a row is whole in one of them.

/// <summary>The documents of a batch as columns, with their words and places in the notation of <c>tsvector</c>.</summary>
internal sealed class DocumentRows
{
    private const int ChunkWords = 2000;
    private const int Overlap = SearchQuery.MostWords - 1;

    private readonly StringBuilder _text = new();

    public DocumentRows(IReadOnlyList<ConversationText> conversations)
    {
        Changed =
        [
            .. conversations.Where(conversation => conversation.Changed).Select(conversation => conversation.Id),
            .. conversations.SelectMany(conversation => conversation.Messages).Where(message => message.MayBeKnown).Select(message => message.Id),
        ];
        foreach (var conversation in conversations)
        {
            Add(conversation.Id, conversation.Id, conversation.Text);
            foreach (var message in conversation.Messages) Add(conversation.Id, message.Id, message.Text);
        }
    }

    /// <summary>The conversations whose own documents are to be replaced, and the messages that may be in another one's.</summary>
    public Guid[] Changed { get; }

    public List<Guid> Conversations { get; } = [];

    public List<Guid> Subjects { get; } = [];

    public List<long> Chunks { get; } = [];

    public List<string> Words { get; } = [];

    private void Add(Guid conversation, Guid subject, string text)
    {
        var words = SearchTokenizer.Words(text).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        long chunk = 0;
        for (var start = 0; start == 0 || start + Overlap < words.Length; start += ChunkWords - Overlap)
        {
            Conversations.Add(conversation);
            Subjects.Add(subject);
            Chunks.Add(chunk++);
            Words.Add(Notation(words.AsSpan(start, Math.Min(ChunkWords, words.Length - start))));
        }
    }

    private string Notation(ReadOnlySpan<string> words)
    {
        _text.Clear();
        for (var place = 1; place <= words.Length; place++)
            _text.Append(CultureInfo.InvariantCulture, $"'{words[place - 1]}':{place} ");
        return _text.ToString();
    }
}
