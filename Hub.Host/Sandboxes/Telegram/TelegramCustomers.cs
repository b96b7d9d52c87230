using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;

namespace Hub.Host.Sandboxes.Telegram;

/// <summary>What people do in the app: each thing is an update for the bot.</summary>
internal sealed class TelegramCustomers(SandboxUpdates updates, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, (byte[] Content, string Path)> _files = new();
    private long _message = 1000;
    private long _file;

    private long Now => time.GetUtcNow().ToUnixTimeSeconds();

    /// <summary>The next message's id.</summary>
    public long NextId() => Interlocked.Increment(ref _message);

    /// <summary>Writes a text.</summary>
    /// <returns>The message's id.</returns>
    public long Write(TelegramPerson from, string text) => Send(from, BotJson.Object(("text", text)));

    /// <summary>Sends a message with these fields beside who, where and when.</summary>
    /// <returns>The message's id.</returns>
    public long Send(TelegramPerson from, JsonObject fields)
    {
        var id = NextId();
        Add("message", Message(from, id, fields));
        return id;
    }

    /// <summary>Changes a message's text.</summary>
    public void Edit(TelegramPerson from, long message, string text) =>
        Add("edited_message", Message(from, message, BotJson.Object(("text", text), ("edit_date", Now))));

    /// <summary>Sends pictures together.</summary>
    /// <returns>The message's ids.</returns>
    public IReadOnlyList<long> SendAlbum(TelegramPerson from, string caption, params IReadOnlyList<byte[]> pictures)
    {
        var group = NextId().ToString(CultureInfo.InvariantCulture);
        return [.. pictures.Select((picture, i) => SendPart(from, group, i == 0 ? caption : null, picture))];
    }

    /// <summary>Sends one picture of an album.</summary>
    public long SendPart(TelegramPerson from, string group, string? caption, byte[] picture) => Send(
        from, BotJson.Object(("media_group_id", group), ("caption", caption), ("photo", new JsonArray(File(picture, "photos", ".jpg")))));

    /// <summary>Sends a document.</summary>
    public long SendDocument(TelegramPerson from, string name, string type, byte[] content, string? caption = null)
    {
        var file = File(content, "documents", Path.GetExtension(name));
        (file["file_name"], file["mime_type"]) = (name, type);
        return Send(from, BotJson.Object(("document", file), ("caption", caption)));
    }

    /// <summary>Presses a button below a message of the bot.</summary>
    public void Press(TelegramPerson from, string label, string data) => updates.Add(BotJson.Object(
        ("callback_query", BotJson.Object(
            ("id", NextId().ToString(CultureInfo.InvariantCulture)), ("from", from.AsUser()), ("chat_instance", "1"), ("data", data),
            ("message", BotJson.Object(
                ("message_id", NextId()), ("date", Now), ("chat", from.AsChat()), ("text", "Which?"),
                ("reply_markup", BotJson.Object(("inline_keyboard", new JsonArray(new JsonArray(BotJson.Object(("text", label), ("callback_data", data)))))))))))));

    /// <summary>Blocks the bot, or lets it in again.</summary>
    public void Change(TelegramPerson from, string status) => updates.Add(BotJson.Object(
        ("my_chat_member", BotJson.Object(
            ("chat", from.AsChat()), ("from", from.AsUser()), ("date", Now),
            ("old_chat_member", BotJson.Object(("status", "member"))), ("new_chat_member", BotJson.Object(("status", status)))))));

    /// <summary>A file of these bytes, as messages name it.</summary>
    public JsonObject File(byte[] content, string folder, string ending, long? told = null)
    {
        var number = Interlocked.Increment(ref _file);
        var id = string.Create(CultureInfo.InvariantCulture, $"file-{number}");
        _files[id] = (content, string.Create(CultureInfo.InvariantCulture, $"{folder}/file_{number}{ending}"));
        return BotJson.Object(
            ("file_id", id), ("file_unique_id", "u" + id), ("file_size", told ?? content.Length), ("width", 90), ("height", 90));
    }

    /// <summary>Where a file is; null where there is none.</summary>
    public (byte[] Content, string Path)? FindFile(string id) => _files.TryGetValue(id, out var found) ? found : null;

    /// <summary>The bytes at a path; null where there is no file.</summary>
    public byte[]? FileAt(string path) => _files.Values.FirstOrDefault(file => file.Path == path).Content;

    /// <summary>The message as an update tells it.</summary>
    public JsonObject Message(TelegramPerson from, long id, JsonObject fields)
    {
        var message = BotJson.Object(("message_id", id), ("from", from.AsUser()), ("chat", from.AsChat()), ("date", Now));
        foreach (var (name, value) in fields) message[name] = value?.DeepClone();
        return message;
    }

    private void Add(string kind, JsonObject message) => updates.Add(BotJson.Object((kind, message)));
}
