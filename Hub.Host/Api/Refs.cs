using Hub.Core;

namespace Hub.Host.Api;

/// <summary>A queue, as far as what is in it shows it.</summary>
internal sealed record QueueRef(string Id, string Key, string Name)
{
    public static QueueRef? Of(Guid? id, string? key, string? name) => id is { } queue ? new QueueRef(Ids.Text(queue), key ?? "", name ?? "") : null;
}

/// <summary>An agent or a contact, as far as what they take part in shows them.</summary>
internal sealed record PersonRef(string Id, string? Name)
{
    public static PersonRef? Of(Guid? id, string? name) => id is { } person ? new PersonRef(Ids.Text(person), name) : null;
}
