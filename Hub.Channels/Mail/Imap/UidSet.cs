using System.Globalization;
using System.Text;

namespace Hub.Channels.Mail.Imap;

/// <summary>Writes a set of UIDs (RFC 9051 section 9, <c>sequence-set</c>), neighbours as a range.</summary>
internal static class UidSet
{
    /// <param name="uids">In rising order, at least one.</param>
    public static string Of(IReadOnlyList<uint> uids)
    {
        var set = new StringBuilder();
        for (var first = 0; first < uids.Count;)
        {
            var last = first;
            while (last + 1 < uids.Count && uids[last + 1] == uids[last] + 1) last++;
            if (set.Length > 0) set.Append(',');
            set.Append(CultureInfo.InvariantCulture, $"{uids[first]}");
            if (last > first) set.Append(CultureInfo.InvariantCulture, $":{uids[last]}");
            first = last + 1;
        }

        return set.ToString();
    }
}
