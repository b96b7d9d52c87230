using Hub.Core.Channels;

namespace Hub.Channels.Telegram;

/// <summary>A file that goes with a call.</summary>
/// <param name="Field">The part's name, to which parameters refer as <c>attach://NAME</c>.</param>
/// <param name="File">The file.</param>
internal sealed record TelegramUpload(string Field, OutboundAttachment File);
