namespace Hub.Host.Sandboxes.Twilio;

/// <summary>What goes wrong with the making of messages, on demand.</summary>
internal enum TwilioSandboxFault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>429, code 20429; nothing is made.</summary>
    Busy,

    /// <summary>400 with the code that is set; nothing is made.</summary>
    Refuses,

    /// <summary>500, code 20500; the message is made all the same.</summary>
    Fails,

    /// <summary>The message is made, and the line breaks before that is said.</summary>
    BreaksOff,

    /// <summary>The message is made, and nothing is ever said.</summary>
    Silent,

    /// <summary>The message is made, and the answer ends in its middle.</summary>
    HalfAnswer,

    /// <summary>Something between us and Twilio answers, in its own form.</summary>
    Gibberish,
}
