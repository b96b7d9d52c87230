using System.Text.Json.Nodes;
using Hub.Core.Conversations;

namespace Hub.Host.Demo;

/// <summary>An agent who works by the API: takes a conversation that is meant for colleagues, answers it, and resolves it at the end.</summary>
internal sealed class DemoColleague(DemoApi api, string user, string language)
{
    private const string Conversations = "/api/v1/conversations";

    private string? _token;
    private string _id = "";
    private string _name = "";

    /// <summary>Does the next thing that is to be done; false where there is nothing.</summary>
    /// <param name="caseOf">The case of a contact by its name, or null.</param>
    /// <param name="ct">Ends it.</param>
    /// <exception cref="DemoException">The hub refuses it.</exception>
    public async Task<bool> WorkAsync(Func<string?, DemoCase?> caseOf, CancellationToken ct)
    {
        if (_token is null && !await SignInAsync(ct)) return false;
        try
        {
            var list = await SendAsync(HttpMethod.Get, $"{Conversations}?status={ConversationStatus.Open}&limit=200", null, ct);
            foreach (var conversation in list!["items"]!.AsArray())
            {
                if (!IsMine(conversation!) || caseOf((string?)conversation!["contact"]!["name"]) is not { Story.ForColleague: true } found) continue;
                if (found.Story.Language != language) continue;
                await ServeAsync(conversation, found, ct);
                return true;
            }

            return false;
        }
        catch (DemoSignInException)
        {
            _token = null;
            return false;
        }
    }

    private async Task<bool> SignInAsync(CancellationToken ct)
    {
        _token = await api.SignInAsync(user, DemoCentre.Password, ct);
        if (_token is null) return false;
        var me = (await SendAsync(HttpMethod.Get, "/api/v1/me", null, ct))!["agent"]!;
        (_id, _name) = ((string)me["id"]!, (string)me["name"]!);
        return true;
    }

    /// <summary>A customer waits, and nobody else has it.</summary>
    private bool IsMine(JsonNode conversation) =>
        conversation["waitingSince"] is not null && (conversation["assignee"] is not { } assignee || (string?)assignee["id"] == _id);

    private async Task ServeAsync(JsonNode conversation, DemoCase found, CancellationToken ct)
    {
        var path = $"{Conversations}/{(string?)conversation["id"]}";
        if (conversation["assignee"] is null) await ChangeAsync(path, "assignee", _id, ct);
        var turn = found.Story.Turns.ElementAtOrDefault(found.Heard);
        if (turn?.Note is { } note) await SendAsync(HttpMethod.Post, path + "/messages", new JsonObject { ["text"] = note, ["private"] = true }, ct);
        if (turn?.Answer is { } answer)
            await SendAsync(HttpMethod.Post, path + "/messages", new JsonObject { ["text"] = found.Fill(answer, _name) }, ct);
        if (turn is { Answer: null }) await ChangeAsync(path, "status", ConversationStatus.Pending, ct);
        else if (turn?.Reply is null) await ChangeAsync(path, "status", ConversationStatus.Resolved, ct);
    }

    private Task<JsonNode?> ChangeAsync(string path, string field, string value, CancellationToken ct) =>
        SendAsync(HttpMethod.Patch, path, new JsonObject { [field] = value }, ct);

    private Task<JsonNode?> SendAsync(HttpMethod method, string path, JsonObject? body, CancellationToken ct) =>
        api.SendAsync(method, path, _token!, body, ct);
}
