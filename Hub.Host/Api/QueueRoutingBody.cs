using Hub.Core.Routing;
using Hub.Core.Routing.Choosing;

namespace Hub.Host.Api;

/// <summary>How a queue gives its conversations to agents, all of it; what is left out is as by default.</summary>
internal sealed record QueueRoutingBody(
    string? Strategy = null,
    string? Acceptance = null,
    int? OfferSeconds = null,
    int? DeclinedSeconds = null,
    int? MissedUntilAway = null,
    int? HeadStartMinutes = null,
    int? PriorityMinutes = null,
    int? SpecialMinutes = null,
    int? ServiceLevelSeconds = null,
    IReadOnlyList<SkillNeedBody>? Skills = null,
    SkillNeedBody? Language = null,
    IReadOnlyList<Overflow>? Overflows = null,
    int? DedicatedSeconds = null,
    int? LastAgentSeconds = null,
    int? OwnerSeconds = null)
{
    private const int MostOverflows = 10;
    private const int MostHeld = 1_000_000;
    private const int DayMinutes = 24 * 60;
    private const int DaySeconds = DayMinutes * 60;
    private const int WeekSeconds = 7 * DaySeconds;

    private static readonly QueueRouting Default = QueueRouting.Default;

    public QueueRouting Routing => new()
    {
        Strategy = Strategy ?? Default.Strategy,
        Acceptance = Acceptance ?? Default.Acceptance,
        OfferSeconds = OfferSeconds ?? Default.OfferSeconds,
        DeclinedSeconds = DeclinedSeconds ?? Default.DeclinedSeconds,
        MissedUntilAway = MissedUntilAway ?? Default.MissedUntilAway,
        HeadStartMinutes = HeadStartMinutes ?? Default.HeadStartMinutes,
        PriorityMinutes = PriorityMinutes ?? Default.PriorityMinutes,
        SpecialMinutes = SpecialMinutes ?? Default.SpecialMinutes,
        ServiceLevelSeconds = ServiceLevelSeconds ?? Default.ServiceLevelSeconds,
        Skills = [.. (Skills ?? []).Select(skill => skill.Need)],
        Language = Language?.Need,
        Overflows = Overflows ?? [],
        DedicatedSeconds = DedicatedSeconds ?? Default.DedicatedSeconds,
        LastAgentSeconds = LastAgentSeconds ?? Default.LastAgentSeconds,
        OwnerSeconds = OwnerSeconds ?? Default.OwnerSeconds,
    };

    public Problem? Fault() =>
        WordFault("strategy", Strategy, Hub.Core.Routing.Choosing.Strategy.All)
        ?? WordFault("acceptance", Acceptance, Hub.Core.Routing.Acceptance.All)
        ?? RangeFault("offerSeconds", OfferSeconds, 5, 3600)
        ?? RangeFault("declinedSeconds", DeclinedSeconds, 0, DaySeconds)
        ?? RangeFault("missedUntilAway", MissedUntilAway, 0, 100)
        ?? RangeFault("headStartMinutes", HeadStartMinutes, 0, DayMinutes)
        ?? RangeFault("priorityMinutes", PriorityMinutes, 0, DayMinutes)
        ?? RangeFault("specialMinutes", SpecialMinutes, 0, DayMinutes)
        ?? RangeFault("serviceLevelSeconds", ServiceLevelSeconds, 0, WeekSeconds)
        ?? SkillNeedBody.Fault("skills", Skills)
        ?? Language?.Fault("language")
        ?? OverflowFault()
        ?? RangeFault("dedicatedSeconds", DedicatedSeconds, 0, WeekSeconds)
        ?? RangeFault("lastAgentSeconds", LastAgentSeconds, 0, WeekSeconds)
        ?? RangeFault("ownerSeconds", OwnerSeconds, 0, WeekSeconds);

    private static Problem? WordFault(string place, string? word, IReadOnlyList<string> words) =>
        word is null || words.Contains(word) ? null : Problem.Invalid(place, $"it is one of {string.Join(", ", words)}");

    private static Problem? RangeFault(string place, int? value, int least, int most) =>
        value < least || value > most ? Problem.Invalid(place, $"it is {least} to {most}") : null;

    private Problem? OverflowFault() =>
        Overflows is null ? null
        : Overflows.Count > MostOverflows || Overflows.Any(overflow => overflow is null) ? Problem.Invalid("overflows", $"they are at most {MostOverflows}, and none is null")
        : Overflows.Any(overflow => overflow.AfterSeconds is < 0 or > WeekSeconds) ? Problem.Invalid("overflows", "one begins after 0 seconds to a week")
        : Overflows.Any(overflow => overflow.WhenWaiting is < 0 or > MostHeld) ? Problem.Invalid("overflows", $"one begins at a number of 0 to {MostHeld} who wait")
        : Overflows.Any(overflow => overflow is { AfterSeconds: null, WhenNobodyIsThere: false, WhenClosed: false, WhenWaiting: null }) ? Problem.Invalid("overflows", "one says not when it begins")
        : null;
}
