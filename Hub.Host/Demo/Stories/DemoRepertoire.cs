namespace Hub.Host.Demo.Stories;

/// <summary>The order in which stories are told: languages and kinds mixed, over and over again.</summary>
internal static class DemoRepertoire
{
    /// <summary>Every story once.</summary>
    public static IReadOnlyList<DemoStory> All { get; } = [.. Mixed(EnglishStories.All, ChineseStories.All, OddStories.All)];

    /// <summary>How many of them there are at once at the start, so that the inbox is alive.</summary>
    public const int AtStart = 16;

    private static readonly IReadOnlyList<DemoStory> Again = [.. All.Where(story => !story.IsAutomatic)];

    /// <summary>The story that is told after so many others; what programs write is told once.</summary>
    public static DemoStory At(int told) => told < All.Count ? All[told] : Again[(told - All.Count) % Again.Count];

    private static IEnumerable<DemoStory> Mixed(params IReadOnlyList<DemoStory>[] lists)
    {
        for (var i = 0; i < lists.Max(list => list.Count); i++)
            foreach (var list in lists)
                if (i < list.Count)
                    yield return list[i];
    }
}
