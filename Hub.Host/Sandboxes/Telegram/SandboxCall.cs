using System.Text.Json.Nodes;

namespace Hub.Host.Sandboxes.Telegram;

/// <summary>A call that the sandbox was asked.</summary>
/// <param name="Method">The method.</param>
/// <param name="Parameters">Its parameters: of a form as texts.</param>
/// <param name="Files">What it uploads.</param>
internal sealed record SandboxCall(string Method, JsonObject Parameters, IReadOnlyList<SandboxUpload> Files)
{
    /// <summary>Whether it came as a form.</summary>
    public bool IsForm => Files.Count > 0;

    /// <summary>A parameter as text; null where it is missing.</summary>
    public string? this[string name] => Parameters[name]?.ToString();
}

/// <summary>A file that was uploaded.</summary>
internal sealed record SandboxUpload(string Field, string Name, string Type, byte[] Content);

/// <summary>A message that a user got.</summary>
internal sealed record SandboxMessage(long Id, long Chat, string Text, IReadOnlyList<SandboxUpload> Files);
