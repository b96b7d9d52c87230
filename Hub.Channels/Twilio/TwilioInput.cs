namespace Hub.Channels.Twilio;

/// <summary>A message as it is handed to the intake: the fields of its webhook, and its files, which a webhook only names.</summary>
/// <param name="Fields">The fields by Twilio's names; of a message that was looked up, the same ones.</param>
internal sealed record TwilioInput(IReadOnlyDictionary<string, string> Fields)
{
    /// <summary>Its files.</summary>
    public IReadOnlyList<TwilioFile> Files { get; init; } = [];

    /// <summary>How many of its files could not be had.</summary>
    public int Missing { get; init; }
}

/// <summary>A file of it.</summary>
internal sealed record TwilioFile(string Name, string Type, byte[] Base64);
