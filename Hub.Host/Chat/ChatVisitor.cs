using Hub.Channels.WebChat;

namespace Hub.Host.Chat;

/// <summary>A visitor of a chat.</summary>
/// <param name="Channel">The chat.</param>
/// <param name="Address">The visitor's address.</param>
internal sealed record ChatVisitor(WebChatChannel Channel, string Address)
{
    public string ChannelId => Channel.Account.Id;
}
