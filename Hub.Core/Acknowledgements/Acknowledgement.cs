namespace Hub.Core.Acknowledgements;

/// <summary>What a queue answers by itself to a message that begins a conversation.</summary>
public sealed record Acknowledgement
{
    /// <summary>The longest text, in UTF-16 units.</summary>
    public const int LongestText = 4_000;

    /// <summary>The most languages.</summary>
    public const int MostTexts = 20;

    /// <summary>What stands in a text for the conversation's short number.</summary>
    public const string NumberPlace = "{number}";

    /// <summary>Off unless a human has said otherwise.</summary>
    public static readonly Acknowledgement Off = new();

    /// <summary>Whether it answers at all.</summary>
    public bool Enabled { get; init; }

    /// <summary>When somebody is there (see <see cref="OpeningHours"/>); empty for always. Where the queue follows a calendar, that counts instead.</summary>
    public string Hours { get; init; } = "";

    /// <summary>On which clocks: the name of an IANA time zone.</summary>
    public string Zone { get; init; } = "UTC";

    /// <summary>What it says, by language; the first is for those who write in none of them.</summary>
    public IReadOnlyList<AcknowledgementText> Texts { get; init; } = AcknowledgementText.Defaults;
}
