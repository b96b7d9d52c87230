using System.Text.Json.Nodes;
using Hub.Core;
using Hub.Host.Demo.Stories;

namespace Hub.Host.Demo;

/// <summary>Customers of a web shop whose own chat is connected to the hub by the API: it posts their words and fetches the answers.</summary>
internal sealed class DemoShopLine(DemoApi api, string key, TimeProvider time) : IDemoLine
{
    private const string Channel = $"/api/v1/channels/{DemoStory.Shop}";

    private readonly HashSet<string> _fetched = [];

    public bool Carries(string channel) => channel == DemoStory.Shop;

    public Task SendAsync(DemoCase from, DemoLetter letter, CancellationToken ct)
    {
        var message = new JsonObject
        {
            ["externalId"] = Ids.Text(Ids.New(time)),
            ["from"] = new JsonObject { ["address"] = from.Address, ["name"] = from.Person.Name },
            ["text"] = letter.Text,
        };
        return api.SendAsync(HttpMethod.Post, $"{Channel}/messages", key, message, ct);
    }

    public async Task<IReadOnlyList<DemoAnswer>> HearAsync(CancellationToken ct)
    {
        var sent = await api.SendAsync(HttpMethod.Get, $"{Channel}/outbox?limit=100", key, null, ct);
        return
        [
            .. from item in sent!["items"]!.AsArray().Reverse()
               where _fetched.Add((string)item!["id"]!)
               select new DemoAnswer((string)item["to"]!),
        ];
    }
}
