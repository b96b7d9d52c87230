using Hub.Host.Demo;
using Hub.Host.Demo.Stories;

namespace Hub.Tests.Demo;

/// <summary>What the made-up customers say.</summary>
public sealed class DemoStoryTests
{
    private static readonly DemoPerson Person = new("Emma Carter", "Emma", "Ms Carter", "emma.carter");

    [Fact]
    public void Nothing_is_left_open_in_any_text()
    {
        foreach (var story in DemoRepertoire.All)
        {
            var told = new DemoCase(story, Person, 20_001);
            var answers = story.Turns.Select(turn => told.Fill((turn.Answer ?? "") + turn.Note, "Anna"));
            var replies = Enumerable.Range(0, story.Turns.Count).Select(heard => told.Reply(heard, new DemoAnswer(told.Address))?.Text);
            foreach (var text in answers.Concat(replies).Append(told.Opening().Text).Append(told.Opening().Subject))
                Assert.DoesNotContain("{", text ?? "", StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_story_ends_with_thanks_and_then_with_silence()
    {
        var story = EnglishStories.All.First(story => !story.ForColleague && story.Turns.Count > 0);
        var told = new DemoCase(story, Person, 20_001);
        var answer = new DemoAnswer(told.Address);
        Assert.Contains("Thank you", told.Reply(story.Turns.Count, answer)!.Text, StringComparison.Ordinal);
        Assert.Null(told.Reply(story.Turns.Count + 1, answer));
    }

    [Fact]
    public void The_same_chance_makes_up_the_same_people_and_nobody_twice()
    {
        Assert.Equal(People(), People());
        Assert.Equal(100, People().Distinct().Count());
    }

    private static List<string> People()
    {
        var people = new DemoPeople(new Random(7));
        return [.. Enumerable.Range(0, 100).Select(i => people.Next(i % 2 == 0 ? DemoStory.English : DemoStory.Chinese).Name)];
    }
}
