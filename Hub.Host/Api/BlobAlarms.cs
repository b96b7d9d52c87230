using Hub.Core.Alarms;
using Hub.Core.Storage;
using Hub.Core.Storage.Blobs;

namespace Hub.Host.Api;

/// <summary>Tells people of contents that cannot be read; what names them is shown all the same.</summary>
internal sealed class BlobAlarms(AlarmStore alarms, ILogger<BlobAlarms> log)
{
    /// <summary>Raises the alarm, or logs that it could not: whoever reads must not fail for it.</summary>
    public async Task RaiseAsync(BlobUnreadableException error, CancellationToken ct)
    {
        try
        {
            await alarms.RaiseAsync(AlarmKinds.BlobUnreadable, error.Hash.ToString(), error.Message, ct);
        }
        catch (StoreException away)
        {
            Log.AlarmNotRaised(log, error.Message, away);
        }
    }
}
