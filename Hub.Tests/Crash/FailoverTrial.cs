using System.Globalization;
using Hub.Core.Deliveries;

namespace Hub.Tests.Crash;

/// <summary>
/// Two hosts over one database; the one that is sending a message, and has taken others, ends or freezes. The other one takes over within
/// 10 s: everything that was not begun is sent, what was begun is unknown, and the receiver gets nothing twice.
/// </summary>
public sealed class FailoverTrial
{
    private static readonly TimeSpan TakenOver = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_a_killed_host_had_taken_is_sent_by_the_other_within_10_s_and_what_it_was_sending_is_unknown()
    {
        await using var scene = await FailoverScene.SetAsync(Stop);

        await scene.Owner.KillAsync(Stop);
        var took = await OtherTakesOverAsync(scene);

        Assert.Equal(FailoverScene.Waiting + 1, scene.Receiver.Ledger.Count);
        AssertNothingTwice(scene);
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"taken over in {took.TotalSeconds:F1} s"));
    }

    [Fact]
    public async Task A_host_that_was_frozen_sends_nothing_again_and_its_late_outcome_settles_what_is_unknown()
    {
        await using var scene = await FailoverScene.SetAsync(Stop);

        scene.Owner.Pause();
        var took = await OtherTakesOverAsync(scene);
        var rest = 2 * Ownership.Length - took;
        if (rest > TimeSpan.Zero) await Task.Delay(rest, TimeProvider.System, Stop);
        scene.Owner.Continue();

        scene.AnswerFirst();
        await Eventually.HoldsAsync(
            async ct => await scene.CountAsync("accepted", ct) == FailoverScene.Waiting + 1, "the late outcome settles it", Patience, Stop);
        await scene.AnswerAsync("afterwards", sendAt: null, Stop);
        await Eventually.HoldsAsync(
            async ct => await scene.CountAsync("accepted", ct) == FailoverScene.Waiting + 2, "both hosts go on", Patience, Stop);
        Assert.Equal(FailoverScene.Waiting + 2, scene.Receiver.Ledger.Count);
        AssertNothingTwice(scene);
    }

    /// <returns>How long it took.</returns>
    private static async Task<TimeSpan> OtherTakesOverAsync(FailoverScene scene)
    {
        var began = TimeProvider.System.GetTimestamp();
        await scene.ReleaseAsync();
        await Eventually.HoldsAsync(
            async ct => await scene.CountAsync("accepted", ct) == FailoverScene.Waiting && await scene.CountAsync("unknown", ct) == 1,
            "the other host takes over", TakenOver, Stop);
        return TimeProvider.System.GetElapsedTime(began);
    }

    private static void AssertNothingTwice(FailoverScene scene) =>
        Assert.All(scene.Receiver.Ledger.GroupBy(post => post.Id), posts => Assert.Single(posts));
}
