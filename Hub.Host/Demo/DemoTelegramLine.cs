using Hub.Host.Demo.Stories;
using Hub.Host.Sandboxes.Telegram;

namespace Hub.Host.Demo;

/// <summary>Customers with the app, before the sandbox: what they write are updates for the bot, and its answers come to their phones.</summary>
internal sealed class DemoTelegramLine(TelegramSandbox telegram) : IDemoLine
{
    private const long FirstUser = 50_000_000;

    private readonly Dictionary<string, TelegramPerson> _people = [];
    private readonly Dictionary<long, string> _addresses = [];
    private long _heard;

    public bool Carries(string channel) => channel == DemoStory.Telegram;

    public Task SendAsync(DemoCase from, DemoLetter letter, CancellationToken ct)
    {
        if (!_people.TryGetValue(from.Address, out var person))
        {
            person = _people[from.Address] = new TelegramPerson(FirstUser + _people.Count, from.Person.Name, Language: from.Story.Language);
            _addresses[person.Id] = from.Address;
        }

        if (letter.File is { } file) telegram.Customers.SendDocument(person, file.Name, file.Type, file.Content.ToArray(), letter.Text);
        else telegram.Customers.Write(person, letter.Text);
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<DemoAnswer>> HearAsync(CancellationToken ct)
    {
        var heard = telegram.Sent.Where(message => message.Id > _heard).ToList();
        if (heard.Count > 0) _heard = heard.Max(message => message.Id);
        return Task.FromResult<IReadOnlyList<DemoAnswer>>([.. heard.Where(message => _addresses.ContainsKey(message.Chat)).Select(message => new DemoAnswer(_addresses[message.Chat]))]);
    }
}
