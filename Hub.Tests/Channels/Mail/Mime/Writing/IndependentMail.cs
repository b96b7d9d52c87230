using System.Text;
using System.Text.Json;

namespace Hub.Tests.Channels.Mail.Mime.Writing;

/// <summary>A mail as <see cref="IndependentReader"/> understood it.</summary>
public sealed class IndependentMail(JsonElement json)
{
    public IReadOnlyList<string> HeaderNames => [.. json.GetProperty("headers").EnumerateArray().Select(header => header[0].GetString()!)];

    public IReadOnlyList<string> Structure => Strings(json.GetProperty("structure"));

    public IReadOnlyList<string> Defects => Strings(json.GetProperty("defects"));

    public string Date => json.GetProperty("date").GetString()!;

    public IReadOnlyList<(string Name, string Address)> From => Mailboxes("from");

    public IReadOnlyList<(string Name, string Address)> To => Mailboxes("to");

    public IReadOnlyList<(string Name, string Address)> Cc => Mailboxes("cc");

    public string? this[string header] => json.GetProperty("headers").EnumerateArray()
        .Where(entry => entry[0].GetString() == header).Select(entry => entry[1].GetString()).SingleOrDefault();

    public string? EncodingOf(int leaf) => Part(leaf, "encoding").GetString();

    public string? NameOf(int leaf) => Part(leaf, "name").GetString();

    public string? TypeOf(int leaf) => Part(leaf, "type").GetString();

    public byte[] OctetsOf(int leaf) => Part(leaf, "octets").GetBytesFromBase64();

    public string TextOf(int leaf) => Encoding.UTF8.GetString(OctetsOf(leaf));

    private JsonElement Part(int leaf, string property) => json.GetProperty("parts")[leaf].GetProperty(property);

    private List<(string, string)> Mailboxes(string property) =>
        [.. json.GetProperty(property).EnumerateArray().Select(entry => (entry[0].GetString()!, entry[1].GetString()!))];

    private static List<string> Strings(JsonElement array) => [.. array.EnumerateArray().Select(entry => entry.GetString()!)];
}
