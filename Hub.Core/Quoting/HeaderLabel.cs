namespace Hub.Core.Quoting;

/// <summary>What a field of a quoted header tells.</summary>
[Flags]
internal enum HeaderLabel
{
    None = 0,
    From = 1,
    Sent = 2,
    To = 4,
    Subject = 8,
}
