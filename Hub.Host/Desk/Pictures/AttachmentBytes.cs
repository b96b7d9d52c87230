using Hub.Core.Conversations;
using Hub.Core.Storage.Blobs;
using Hub.Host.Api;

namespace Hub.Host.Desk.Pictures;

/// <summary>The content of a file whose size was looked at before.</summary>
internal static class AttachmentBytes
{
    /// <summary>All of it; null where it is damaged, of which people hear by an alarm.</summary>
    public static async Task<byte[]?> BytesAsync(this AttachmentStore attachments, Attachment file, BlobAlarms alarms, CancellationToken ct)
    {
        try
        {
            await using var content = await attachments.OpenAsync(file, ct);
            var bytes = new byte[file.Size];
            await content.ReadExactlyAsync(bytes, ct);
            return bytes;
        }
        catch (BlobUnreadableException error)
        {
            await alarms.RaiseAsync(error, ct);
            return null;
        }
    }
}
