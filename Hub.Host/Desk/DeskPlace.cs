using System.Globalization;
using System.Text;
using Hub.Core.Conversations;
using Hub.Host.Api;
using static Hub.Core.Conversations.ConversationFilter;

namespace Hub.Host.Desk;

/// <summary>Which list the user looks at; every address of the desk carries it, so that any page can be kept, shared and gone back to.</summary>
public sealed record DeskPlace
{
    /// <summary>The word that stands for every status.</summary>
    public const string AnyStatus = "any";

    /// <summary>How many conversations a list shows at first, and how many more at each asking.</summary>
    public const int Step = 50;

    private const int MostRows = 200;

    public string View { get; init; } = Views.Mine;

    /// <summary>The key of a queue; null for every one.</summary>
    public string? Queue { get; init; }

    /// <summary>What is searched for; null where nothing is.</summary>
    public string? Search { get; init; }

    /// <summary>One of <see cref="ConversationStatus"/>, or <see cref="AnyStatus"/>.</summary>
    public string Status { get; init; } = ConversationStatus.Open;

    public int Rows { get; init; } = Step;

    /// <summary>The place with more rows; null where it shows the most already.</summary>
    public DeskPlace? WithMore => Rows >= MostRows ? null : this with { Rows = Math.Min(MostRows, Rows + Step) };

    /// <exception cref="BadInputException">A value is none that there can be.</exception>
    public static DeskPlace Of(HttpRequest request)
    {
        var query = request.Query;
        var search = Input.Given(query["q"].ToString().Trim());
        var view = Input.Word("view", query["view"], Views.Names) ?? Views.Mine;
        return new DeskPlace
        {
            View = view,
            Queue = Input.Given(query["queue"]),
            Search = search,
            Status = Input.Word("status", query["status"], [.. ConversationStatus.All, AnyStatus]) ?? UsualStatus(view, search),
            Rows = int.TryParse(query["rows"], NumberStyles.None, CultureInfo.InvariantCulture, out var rows) ? Math.Clamp(rows, 1, MostRows) : Step,
        };
    }

    /// <summary>What of it is asked of the core.</summary>
    public ConversationFilter Filter(Guid? queueId) => new()
    {
        View = View, QueueId = queueId, Status = Status == AnyStatus ? null : Status, Limit = Rows,
    };

    /// <summary>The page of this list.</summary>
    public string Url => "/desk" + Query;

    /// <summary>The page of a conversation beside this list.</summary>
    public string UrlOf(Guid conversation) => $"/desk/conversations/{conversation:D}{Query}";

    /// <summary>Whether this is the list that the navigation means by another one, whatever is searched or filtered in it.</summary>
    public bool IsIn(DeskPlace other) => Search is null && View == other.View && Queue == other.Queue;

    /// <summary>The list of junk, which has no other status.</summary>
    public static DeskPlace Junk { get; } = new() { View = Views.Junk, Status = AnyStatus };

    private static string UsualStatus(string view, string? search) =>
        search is null && view != Views.Junk ? ConversationStatus.Open : AnyStatus;

    /// <summary>The part of the address that says all this.</summary>
    public string Query
    {
        get
        {
            var text = new StringBuilder("?view=").Append(View);
            if (Queue is not null) text.Append("&queue=").Append(Uri.EscapeDataString(Queue));
            if (Search is not null) text.Append("&q=").Append(Uri.EscapeDataString(Search));
            if (Status != UsualStatus(View, Search)) text.Append("&status=").Append(Status);
            if (Rows != Step) text.Append("&rows=").Append(Rows.ToString(CultureInfo.InvariantCulture));
            return text.ToString();
        }
    }
}
