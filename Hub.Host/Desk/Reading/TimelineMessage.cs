using Hub.Core.Conversations;
using Hub.Host.Api;

namespace Hub.Host.Desk.Reading;

/// <summary>A message of the timeline: its row, and the bodies and files as they are shown.</summary>
public sealed record TimelineMessage(Message Row, MessageView View);
