using System.Text.Json.Nodes;
using Hub.Core;
using Hub.Host.Demo.Stories;

namespace Hub.Host.Demo;

/// <summary>Visitors of the web chat. Their page asks the hub as the real one does; what it does not need, such as who is typing, it leaves out.</summary>
internal sealed class DemoChatLine(DemoApi api, TimeProvider time) : IDemoLine
{
    private const string Chat = $"/chat/{DemoStory.Chat}";

    private readonly Dictionary<string, (DemoCase Visitor, string Token)> _visitors = [];
    private readonly HashSet<string> _read = [];

    public bool Carries(string channel) => channel == DemoStory.Chat;

    public async Task SendAsync(DemoCase from, DemoLetter letter, CancellationToken ct)
    {
        if (!_visitors.TryGetValue(from.Address, out var known))
        {
            var begun = await api.SendAsync(HttpMethod.Post, $"{Chat}/visitors", null, null, ct);
            known = _visitors[from.Address] = (from, (string)begun!["token"]!);
        }

        var message = new JsonObject { ["id"] = Ids.Text(Ids.New(time)), ["text"] = letter.Text };
        await api.SendAsync(HttpMethod.Post, $"{Chat}/messages", known.Token, message, ct);
    }

    public async Task<IReadOnlyList<DemoAnswer>> HearAsync(CancellationToken ct)
    {
        var answers = new List<DemoAnswer>();
        foreach (var (visitor, token) in _visitors.Values.Where(known => !known.Visitor.IsOver).ToList())
        {
            var page = await api.SendAsync(HttpMethod.Get, $"{Chat}/messages", token, null, ct);
            var ids = page!["items"]!.AsArray().Where(item => !(bool)item!["mine"]!).Select(item => (string)item!["id"]!).Where(_read.Add).ToList();
            if (ids.Count == 0) continue;
            var receipt = new JsonObject { ["ids"] = new JsonArray([.. ids.Select(id => JsonValue.Create(id))]), ["read"] = true };
            await api.SendAsync(HttpMethod.Post, $"{Chat}/receipts", token, receipt, ct);
            answers.AddRange(ids.Select(_ => new DemoAnswer(visitor.Address)));
        }

        return answers;
    }
}
