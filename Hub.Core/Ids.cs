namespace Hub.Core;

/// <summary>Makes the ids of everything stored: UUID version 7 (RFC 9562 section 5.7), so that they sort by their time of birth.</summary>
public static class Ids
{
    /// <summary>A new id that carries the provider's present time in its first 48 bits.</summary>
    public static Guid New(TimeProvider time) => Guid.CreateVersion7(time.GetUtcNow());

    /// <summary>The form in which an id is shown and taken by the API: 36 lower-case characters.</summary>
    public static string Text(Guid id) => id.ToString("D");
}
