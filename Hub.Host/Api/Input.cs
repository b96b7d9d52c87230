using System.Globalization;
using System.Text.RegularExpressions;
using Hub.Core.Routing;
using Hub.Core.Storage;

namespace Hub.Host.Api;

/// <summary>Reads and judges what callers give, in the same way on every route.</summary>
internal static partial class Input
{
    /// <summary>The longest name of anything.</summary>
    public const int LongestName = 200;

    /// <summary>Null for a parameter that is absent or empty.</summary>
    public static string? Given(string? parameter) => string.IsNullOrEmpty(parameter) ? null : parameter;

    /// <summary>The id in a parameter, null where there is none.</summary>
    /// <exception cref="BadInputException">It is no id.</exception>
    public static Guid? Id(string place, string? parameter) =>
        Given(parameter) is not { } text ? null
        : Guid.TryParseExact(text, "D", out var id) ? id
        : throw new BadInputException(place, "it is not an id");

    /// <summary>The time in a parameter, UTC, null where there is none; one without an offset is UTC.</summary>
    /// <exception cref="BadInputException">It is no time.</exception>
    public static DateTimeOffset? Time(string place, string? parameter) =>
        Given(parameter) is not { } text ? null
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time
        : throw new BadInputException(place, "it is not a time such as 2026-03-02T09:00:00Z");

    /// <summary>The queue that a parameter names by id or key, null where it names none.</summary>
    /// <exception cref="BadInputException">There is no such queue.</exception>
    public static async Task<Guid?> QueueAsync(Store store, string? idOrKey, CancellationToken ct) =>
        Given(idOrKey) is not { } name ? null
        : await store.ReadAsync((db, read) => QueueStore.FindByNameAsync(db, name, read), ct) is { } queue ? queue.Id
        : throw new BadInputException("queue", "it does not exist");

    /// <summary>One of a few words in a parameter, null where there is none.</summary>
    /// <exception cref="BadInputException">It is another one.</exception>
    public static string? Word(string place, string? parameter, IReadOnlyList<string> words) =>
        Given(parameter) is not { } text ? null
        : words.Contains(text) ? text
        : throw new BadInputException(place, $"it is one of {string.Join(", ", words)}");

    /// <summary>Why this cannot be shown as a name or a subject, or null.</summary>
    public static string? LineFault(string? text, int longest) =>
        text is not null && (string.IsNullOrWhiteSpace(text) || text.Length > longest || text.Any(char.IsControl))
            ? $"it has 1 to {longest} characters on one line"
            : null;

    /// <summary>Why this is no key, by which configuration and rules name something, or null.</summary>
    public static string? KeyFault(string key) => Key().IsMatch(key) ? null : "it has 1 to 60 lower-case letters, digits and dashes";

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9-]{0,59}\z")]
    private static partial Regex Key();
}
