namespace Hub.Channels.Email.Receiving;

/// <summary>How far a folder has been taken in: everything up to <paramref name="LastUid"/> is the hub's, or known to have been left.</summary>
/// <param name="Validity">For how long the UIDs mean the same mails.</param>
/// <param name="LastUid">The last mail that was seen to; 0 for none.</param>
/// <param name="Held">The most mails up to there that the server may have: more is one that was missed.</param>
internal sealed record FolderCursor(uint Validity, uint LastUid, long Held);
