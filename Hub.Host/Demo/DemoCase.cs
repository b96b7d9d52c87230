using System.Globalization;
using Hub.Host.Demo.Stories;

namespace Hub.Host.Demo;

/// <summary>A customer in the middle of a story.</summary>
internal sealed class DemoCase(DemoStory story, DemoPerson person, int order)
{
    private const string Provider = "example.com";

    public DemoStory Story { get; } = story;

    public DemoPerson Person { get; } = person;

    /// <summary>As the channel knows the customer.</summary>
    public string Address { get; } = story.Channel switch
    {
        DemoStory.Mail or DemoStory.Billing => $"{person.Mailbox}@{Provider}",
        // numbers that the regulator keeps for films
        DemoStory.Sms or DemoStory.WhatsApp => string.Create(CultureInfo.InvariantCulture, $"+49171392{order:00000}"),
        _ => $"{story.Channel}-{person.Mailbox}-{OrderOf(order)}",
    };

    /// <summary>How many answers have reached the customer.</summary>
    public int Heard { get; set; }

    /// <summary>Whether nothing more comes from the customer, whatever is answered.</summary>
    public bool IsOver => Story.IsAutomatic || Heard > Story.Turns.Count;

    /// <summary>What the customer writes first.</summary>
    public DemoLetter Opening() => new()
    {
        Subject = Story.Subject is { } subject ? Fill(subject) : null, Text = Fill(Story.Text), Html = Story.Html, File = Story.File,
    };

    /// <summary>What comes back to the answer after so many others; null where nothing does.</summary>
    public DemoLetter? Reply(int heard, DemoAnswer answer)
    {
        if (Story.IsAutomatic || heard > Story.Turns.Count) return null;
        var turn = heard < Story.Turns.Count ? Story.Turns[heard] : new DemoTurn { Reply = Goodbye };
        return turn.Reply is { } reply
            ? new DemoLetter { Subject = answer.Subject, Text = Fill(reply), File = turn.File, Kind = turn.Kind, To = answer }
            : null;
    }

    /// <summary>A text of the story with what it leaves open.</summary>
    public string Fill(string text, string colleague = "") => text
        .Replace("{me}", Person.Signature, StringComparison.Ordinal)
        .Replace("{name}", Person.Addressed, StringComparison.Ordinal)
        .Replace("{order}", OrderOf(order), StringComparison.Ordinal)
        .Replace("{colleague}", colleague, StringComparison.Ordinal);

    private string Goodbye => Story.Language == DemoStory.Chinese ? "好的，明白了，谢谢您的帮助！" : "Thank you, that answers my question.";

    private static string OrderOf(int order) => string.Create(CultureInfo.InvariantCulture, $"LP-{order}");
}
