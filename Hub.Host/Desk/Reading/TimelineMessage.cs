using Hub.Core.Conversations;

namespace Hub.Host.Desk.Reading;

/// <summary>A message of the timeline.</summary>
/// <param name="Row">As it is stored.</param>
/// <param name="Text">Its text.</param>
/// <param name="IsMail">Whether it has a body of HTML, which is shown in a frame of its own instead.</param>
/// <param name="HasRemotePictures">Whether it names pictures on other servers, which are fetched when the agent asks.</param>
/// <param name="Files">What is attached.</param>
/// <param name="Receivers">Whom it names.</param>
public sealed record TimelineMessage(
    Message Row, IReadOnlyList<TextPiece> Text, bool IsMail, bool HasRemotePictures, IReadOnlyList<Attachment> Files, IReadOnlyList<MessageReceiver> Receivers);
