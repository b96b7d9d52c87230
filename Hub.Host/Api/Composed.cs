using Hub.Core;
using Hub.Core.Conversations;
using Hub.Core.Storage;
using Hub.Host.Security;

namespace Hub.Host.Api;

/// <summary>Answers for what the composer did not write.</summary>
internal static class Composed
{
    public static async Task<Answer> RefusalAsync(Tx tx, ComposeResult result, Caller caller, CancellationToken ct) => result switch
    {
        ComposeResult.VersionDiffers differs => ConversationView.Differs(differs.Conversation),
        ComposeResult.Refused refused => Answer.Invalid(refused.Field, refused.Reason),
        ComposeResult.AlreadyOpen open => await AlreadyOpenAsync(tx, open.ConversationId, caller, ct),
        _ => Answer.NotFound(),
    };

    private static async Task<Answer> AlreadyOpenAsync(Tx tx, Guid id, Caller caller, CancellationToken ct)
    {
        // which one is only for those who may see it
        var isVisible = await ConversationStore.FindAsync(tx, id, caller.Subject, ct) is not null;
        return Answer.Conflict(
            isVisible
                ? $"The contact has an open conversation on this channel: write in {Ids.Text(id)}."
                : "The contact has an open conversation on this channel, in another queue.");
    }
}
