using Hub.Core.Quoting;

namespace Hub.Host.Desk.Reading;

/// <summary>The body of a mail.</summary>
/// <param name="Html">The sanitizer's output.</param>
/// <param name="Parts">Which of it is new; null where all of it is.</param>
public sealed record MailBody(string Html, BodyParts? Parts);
