using Hub.Core.Conversations;
using Hub.Core.Quoting;

namespace Hub.Host.Desk.Reading;

/// <summary>The body of a mail.</summary>
/// <param name="Html">The sanitizer's output.</param>
/// <param name="Parts">Which of it is new; null where all of it is.</param>
/// <param name="Files">The files of its message, among them pictures that it shows.</param>
public sealed record MailBody(string Html, BodyParts? Parts, IReadOnlyList<Attachment> Files)
{
    /// <summary>The picture that the markup means by this Content-ID, or null.</summary>
    public Attachment? Picture(string contentId) => Files.FirstOrDefault(file => file.ContentId == contentId);
}
