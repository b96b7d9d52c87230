using Hub.Host.Sandboxes.Telegram;

namespace Hub.Host.Demo;

/// <summary>What the traffic of a demo is given.</summary>
internal sealed class DemoStage
{
    /// <summary>The time between two events.</summary>
    public required TimeSpan Pace { get; init; }

    /// <summary>The Telegram of the tour.</summary>
    public required TelegramSandbox Telegram { get; init; }

    /// <summary>The data folder.</summary>
    public required string Folder { get; init; }

    /// <summary>The providers.</summary>
    public required DemoSandboxes Sandboxes { get; init; }

    /// <summary>The API key of the systems that stand around the hub.</summary>
    public string Key { get; set; } = "";
}
