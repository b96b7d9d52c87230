namespace Hub.Tests;

/// <summary>
/// Waits for something that another process does and gives no signal of. Inside a process wait on a signal instead, or advance
/// <see cref="Time.ManualTime"/>.
/// </summary>
public static class Eventually
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(20);

    /// <summary>Looks until the condition holds; past the deadline throws "Waited 5 s for: <paramref name="what"/>.".</summary>
    public static Task HoldsAsync(Func<bool> condition, string what, TimeSpan deadline, CancellationToken ct) =>
        HoldsAsync(_ => Task.FromResult(condition()), what, deadline, ct);

    public static async Task HoldsAsync(
        Func<CancellationToken, Task<bool>> condition, string what, TimeSpan deadline, CancellationToken ct)
    {
        var clock = TimeProvider.System;
        var start = clock.GetTimestamp();
        while (!await condition(ct))
        {
            if (clock.GetElapsedTime(start) > deadline) throw new TimeoutException($"Waited {deadline.TotalSeconds} s for: {what}.");
            await Task.Delay(Step, clock, ct);
        }
    }
}
