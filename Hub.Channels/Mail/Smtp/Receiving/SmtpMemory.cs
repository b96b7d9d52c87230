namespace Hub.Channels.Mail.Smtp.Receiving;

/// <summary>The memory that mails being received may take in all.</summary>
/// <param name="most">Unit bytes.</param>
internal sealed class SmtpMemory(long most)
{
    private long _taken;

    public long Free => most - Volatile.Read(ref _taken);

    public bool TryTake(int bytes)
    {
        if (Interlocked.Add(ref _taken, bytes) <= most) return true;
        GiveBack(bytes);
        return false;
    }

    public void GiveBack(int bytes) => Interlocked.Add(ref _taken, -bytes);
}
