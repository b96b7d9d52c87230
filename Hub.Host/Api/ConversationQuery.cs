using Hub.Core.Conversations;
using Microsoft.AspNetCore.Mvc;

namespace Hub.Host.Api;

/// <summary>Which conversations are asked for; what is absent or empty does not restrict.</summary>
internal sealed record ConversationQuery(
    [property: FromQuery(Name = "view")] string? View,
    [property: FromQuery(Name = "queue")] string? Queue,
    [property: FromQuery(Name = "assignee")] string? Assignee,
    [property: FromQuery(Name = "status")] string? Status,
    [property: FromQuery(Name = "channel")] string? Channel,
    [property: FromQuery(Name = "contact")] string? Contact,
    [property: FromQuery(Name = "number")] long? Number,
    [property: FromQuery(Name = "sla")] string? Sla,
    [property: FromQuery(Name = "sort")] string? Sort,
    [property: FromQuery(Name = "q")] string? Q)
{
    private const string DueFirst = "due";

    /// <summary>What people look for, or null where nobody looks for anything.</summary>
    public string? Text => string.IsNullOrWhiteSpace(Q) ? null : Q;

    /// <exception cref="BadInputException">A value is none that there can be.</exception>
    public ConversationFilter Filter(Guid? queueId) => new()
    {
        View = Input.Word("view", View, ConversationFilter.Views.Names) ?? ConversationFilter.Views.All,
        QueueId = queueId,
        AssigneeId = Input.Id("assignee", Assignee),
        Status = Input.Word("status", Status, ConversationStatus.All),
        Channel = Input.Given(Channel),
        ContactId = Input.Id("contact", Contact),
        Number = Number,
        Clock = Input.Word("sla", Sla, ConversationFilter.Clocks.Names),
        DueFirst = Input.Word("sort", Sort, [DueFirst]) is not null,
    };
}
