using Hub.Channels.Mail.Smtp.Receiving;

namespace Hub.Tests.Channels.Mail.Smtp.Receiving;

/// <summary>Holds the mails that are handed on until they are let go.</summary>
internal sealed class HeldDrop
{
    private readonly TaskCompletionSource _arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<SmtpReply> _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public HeldDrop(FakeDrop drop) => drop.Answer = (_, ct) =>
    {
        _arrived.TrySetResult();
        return _gate.Task.WaitAsync(ct);
    };

    public Task ArrivedAsync(CancellationToken ct) => _arrived.Task.WaitAsync(RawSmtpClient.Patience, TimeProvider.System, ct);

    public void LetGo() => _gate.SetResult(FakeDrop.Taken);
}
