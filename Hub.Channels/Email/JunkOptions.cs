using Hub.Core.Configuration;

namespace Hub.Channels.Email;

/// <summary>How the mails are known that our own mail server takes for junk.</summary>
public sealed class JunkOptions : IOptionRules
{
    private const int MostFields = 50;

    /// <summary>Whether all mail passes a server of ours that sets these fields itself and strips those of senders. Default false: no mail is junk
    /// unless people say so.</summary>
    public bool Trust { get; init; }

    /// <summary>The fields that say so, at most 50, as in <c>X-Spam: Yes</c>; <c>*</c> stands for anything, <c>&gt;=5</c> for a number from 5 on. Default empty:
    /// <see cref="JunkFields.Usual"/>.</summary>
    public IReadOnlyList<string> Fields { get; init; } = [];

    /// <inheritdoc/>
    public IEnumerable<OptionFault> Faults()
    {
        if (Fields.Count > MostFields) yield return new(nameof(Fields), $"has more than {MostFields} fields", "write those that your mail server sets");
        if (Fields.Any(field => JunkField.Parse(field) is null))
            yield return new(nameof(Fields), "has one that is no field", "write the name, a colon and the value, as in \"X-Spam: Yes\" or \"X-Spam-Score: >=5\"");
    }

    /// <summary>The fields, or null where none are trusted.</summary>
    internal JunkFields? Trusted() => Trust ? JunkFields.Of(Fields) : null;
}
