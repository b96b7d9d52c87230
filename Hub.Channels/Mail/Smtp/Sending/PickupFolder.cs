using Hub.Core.Channels;
using Hub.Core.Storage;
using Microsoft.Extensions.Logging;

namespace Hub.Channels.Mail.Smtp.Sending;

/// <summary>
/// Puts each mail into a folder as <c>ID.eml</c>, durably, for a mail program or another system to fetch. The envelope is not written.
/// A file that is there already was put there by an earlier attempt.
/// </summary>
/// <param name="folder">The folder; made when missing.</param>
/// <param name="log">The log.</param>
public sealed class PickupFolder(string folder, ILogger<PickupFolder> log) : IMailTransport
{
    /// <inheritdoc/>
    public async Task<DeliveryResult> SendAsync(MailEnvelope envelope, ReadOnlyMemory<byte> message, CancellationToken ct)
    {
        var path = Path.Combine(folder, envelope.Id + ".eml");
        try
        {
            Directory.CreateDirectory(folder);
            // an earlier attempt may have ended between the name and its becoming durable
            if (File.Exists(path)) DurableFile.KeepName(path);
            else await DurableFile.WriteAsync(path, message, ct);
            return new DeliveryResult.Accepted(null);
        }
        catch (UnauthorizedAccessException error)
        {
            SendingLog.PickupFailed(log, envelope.Id, error);
            return new DeliveryResult.Deferred(DeliveryClass.Configuration, "the pickup folder may not be written to");
        }
        catch (Exception error) when (error is IOException or OperationCanceledException)
        {
            // durable or not: the next attempt finds the file or writes it
            SendingLog.PickupFailed(log, envelope.Id, error);
            return new DeliveryResult.Deferred(DeliveryClass.Transient, "the pickup folder could not be written to");
        }
    }

    /// <summary>Nothing is kept open.</summary>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
