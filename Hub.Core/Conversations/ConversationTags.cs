using System.Text.Json;
using System.Text.Json.Nodes;

namespace Hub.Core.Conversations;

/// <summary>The tags of a conversation, which are stored as a JSON array.</summary>
public static class ConversationTags
{
    /// <summary>The most that a conversation has.</summary>
    public const int Most = 50;

    /// <summary>The longest tag, in UTF-16 units.</summary>
    public const int Longest = 60;

    /// <summary>The tags that are stored so.</summary>
    public static IReadOnlyList<string> Read(string stored)
    {
        using var tags = JsonDocument.Parse(stored);
        return [.. tags.RootElement.EnumerateArray().Select(tag => tag.GetString()!)];
    }

    /// <summary>How tags are stored, each once.</summary>
    public static string Write(IEnumerable<string> tags) => new JsonArray([.. tags.Distinct().Select(tag => JsonValue.Create(tag))]).ToJsonString();
}
