namespace Hub.Core.Acknowledgements;

/// <summary>What a queue answers by itself in one language.</summary>
/// <param name="Language">The language, a primary subtag of RFC 5646 in lower case such as <c>en</c>.</param>
/// <param name="Open">What it says while somebody is there.</param>
/// <param name="Closed">What it says while nobody is.</param>
public sealed record AcknowledgementText(string Language, string Open, string Closed)
{
    /// <summary>What is said where nobody has written anything else.</summary>
    public static readonly IReadOnlyList<AcknowledgementText> Defaults =
    [
        new(
            "en",
            "Thank you for your message. It has reached us under the number {number}, and one of us will answer you soon.\n\nThis answer was sent automatically; you need not reply to it.",
            "Thank you for your message. It has reached us under the number {number}. We are closed at the moment and will answer you when we are back.\n\nThis answer was sent automatically; you need not reply to it."),
        new(
            "zh",
            "您好，您的来信已收到，编号为 {number}，我们会尽快回复您。\n\n此邮件由系统自动发送，无需回复。",
            "您好，您的来信已收到，编号为 {number}。现在是非工作时间，我们上班后会尽快回复您。\n\n此邮件由系统自动发送，无需回复。"),
    ];
}
