using Hub.Channels.Mail.Smtp;

namespace Hub.Tests.Channels.Mail.Smtp;

/// <summary>Holds each mail that is handed on until it is let go.</summary>
internal sealed class HeldDrop
{
    private readonly SemaphoreSlim _arrived = new(0);
    private readonly TaskCompletionSource<SmtpReply> _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public HeldDrop(FakeDrop drop) => drop.Answer = (_, ct) =>
    {
        _arrived.Release();
        return _gate.Task.WaitAsync(ct);
    };

    public Task ArrivedAsync(CancellationToken ct) => _arrived.WaitAsync(ct).WaitAsync(RawSmtpClient.Patience, TimeProvider.System, ct);

    public void LetGo() => _gate.SetResult(FakeDrop.Taken);
}
