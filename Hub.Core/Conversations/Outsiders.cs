using Hub.Core.Contacts;
using Hub.Core.Storage;

namespace Hub.Core.Conversations;

/// <summary>
/// Who would hear of a conversation for the first time. That a customer's mail names somebody makes nobody an insider: only who wrote in it, was
/// written to by us, or is the customer under another address.
/// </summary>
public static class Outsiders
{
    private const string Insiders =
        """
        SELECT p.address FROM contact_points p WHERE p.contact_id = @contact AND p.kind = @kind
        UNION SELECT p.address FROM messages m JOIN contact_points p ON p.id = m.point_id
          WHERE m.conversation_id = @conversation AND m.direction = 'in' AND p.kind = @kind
        UNION SELECT r.address FROM messages m JOIN message_receivers r ON r.message_id = m.id
          WHERE m.conversation_id = @conversation AND m.direction = 'out'
        """;

    /// <summary>Those of these addresses that are outsiders; what is no address is left to those who send.</summary>
    /// <param name="db">Where to look.</param>
    /// <param name="conversation">The conversation.</param>
    /// <param name="kind">The kind of the addresses.</param>
    /// <param name="addresses">The addresses, as somebody wrote them.</param>
    /// <param name="ct">Ends the look.</param>
    public static async Task<IReadOnlyList<string>> AmongAsync(
        DbSession db, Conversation conversation, string kind, IReadOnlyCollection<string> addresses, CancellationToken ct)
    {
        if (addresses.Count == 0) return [];
        var insiders = await db.ListAsync<string>(Insiders, new { conversation = conversation.Id, contact = conversation.ContactId, kind }, ct);
        return [.. addresses.Select(address => ContactAddress.Canonical(kind, address)).OfType<string>().Distinct().Except(insiders)];
    }
}
