using System.Globalization;
using Hub.Core.Alarms;

namespace Hub.Channels.Email.Receiving;

/// <summary>
/// Compares how many mails the server has with how many were seen. Fewer were deleted by somebody; more are a mail that came behind the
/// cursor, which servers do not do unless they are broken or were restored: an alarm, and the folder is taken in from its start.
/// </summary>
internal sealed class FolderCount(FolderPlace place, MailboxParts parts)
{
    private bool _isSecondLook;

    /// <summary>Checks a folder of which nothing is after the cursor.</summary>
    /// <returns>Where to go on: the cursor, or the folder's start.</returns>
    public async Task<FolderCursor> CheckAsync(FolderCursor cursor, uint counted, CancellationToken ct)
    {
        if (counted > cursor.Held && !_isSecondLook)
        {
            _isSecondLook = true;
            Log.CountsDiffer(parts.Log, place.Channel, place.Folder, counted, cursor.Held);
            await parts.Alarms.RaiseAsync(
                AlarmKinds.MailboxDiffers, place.Subject,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The server has {counted} mails in the folder {place.Folder} of {place.Channel}, {cursor.Held} were seen. The folder is taken in again from its start; what is here already is not doubled."),
                ct);
            return await parts.Cursors.BeginAsync(place, cursor.Validity, ct);
        }

        // a server that counts what it does not list is believed the second time
        _isSecondLook = false;
        return counted == cursor.Held ? cursor : await parts.Cursors.MoveAsync(place, cursor with { Held = counted }, ct);
    }
}
