using System.Text.Json.Serialization;
using Hub.Core;
using Hub.Core.Conversations;

namespace Hub.Host.Api;

/// <summary>What to change of a conversation; what is left out stays, and a queue or an assignee of null is none.</summary>
internal sealed record ConversationChangeBody(
    string? Status = null,
    [property: JsonConverter(typeof(OptionalConverter<string>))] Optional<string?> Queue = default,
    [property: JsonConverter(typeof(OptionalConverter<Guid?>))] Optional<Guid?> Assignee = default,
    long? Priority = null,
    IReadOnlyList<string>? Tags = null,
    [property: JsonConverter(typeof(OffsetTimeConverter))] DateTimeOffset? SnoozeUntil = null,
    IReadOnlyList<SkillNeedBody>? Skills = null)
{
    private const long MostPriority = 100;

    public Problem? Fault() =>
        Priority is < -MostPriority or > MostPriority ? Problem.Invalid("priority", $"it is -{MostPriority} to {MostPriority}")
        : Tags?.Any(tag => tag is null) == true ? Problem.Invalid("tags", "one of them is null")
        : SkillNeedBody.Fault("skills", Skills);

    public ConversationChange Change(Optional<Guid?> queueId) => new()
    {
        Status = Status, QueueId = queueId, AssigneeId = Assignee, Priority = Priority, Tags = Tags, SnoozeUntil = SnoozeUntil,
        Skills = Skills?.Select(skill => skill.Need).ToList(),
    };
}

/// <summary>A conversation to begin.</summary>
internal sealed record NewConversationBody(
    string Channel,
    IReadOnlyList<string> To,
    Guid? ContactId = null,
    string? Subject = null,
    string? Text = null,
    string? Html = null,
    IReadOnlyList<string>? Cc = null,
    IReadOnlyList<string>? Bcc = null,
    IReadOnlyList<Guid>? Attachments = null,
    string? Queue = null,
    string? Purpose = null,
    TemplateBody? Template = null)
{
    private const int LongestSubject = 1000;

    public Problem? Fault() =>
        Input.LineFault(Subject, LongestSubject) is { } subject ? Problem.Invalid("subject", subject)
        : NewMessageBody.PurposeFault(Purpose) ?? NewMessageBody.ListFault(To, Cc, Bcc, Attachments) ?? Template?.Fault();

    public NewConversation Wish(Guid? queueId) => new()
    {
        Channel = Channel,
        ContactId = ContactId,
        Subject = Subject,
        QueueId = queueId,
        Message = new NewMessage
        {
            Text = Text, Html = Html, To = To, Cc = Cc ?? [], Bcc = Bcc ?? [], Attachments = Attachments ?? [], Purpose = Purpose, Template = Template?.Wish,
        },
    };
}
