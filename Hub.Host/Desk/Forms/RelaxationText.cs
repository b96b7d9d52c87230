using System.Globalization;
using Hub.Core.Routing.Choosing;
using Hub.Host.Api;

namespace Hub.Host.Desk.Forms;

/// <summary>How a level falls, as people write it: <c>300:2, 900:0</c> asks for 2 after 300 seconds and for nothing after 900.</summary>
public static class RelaxationText
{
    /// <summary>The steps as text.</summary>
    public static string Write(IReadOnlyList<SkillRelaxation> steps) =>
        string.Join(", ", steps.Select(step => string.Create(CultureInfo.InvariantCulture, $"{step.AfterSeconds}:{step.Level}")));

    /// <summary>The steps in a text.</summary>
    /// <exception cref="BadInputException">A step is not written so.</exception>
    public static IReadOnlyList<SkillRelaxation> Read(string? text) =>
        [.. (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Step)];

    private static SkillRelaxation Step(string text) =>
        text.Split(':', StringSplitOptions.TrimEntries) is [var after, var level] && Number(after) is { } seconds && Number(level) is { } asked
            ? new SkillRelaxation(seconds, asked)
            : throw new BadInputException("relaxations", $"'{text}' is not seconds, a colon and a level, as in 300:2");

    private static int? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
