namespace Hub.Channels.Fax.Tiff;

/// <summary>Reads the codes of one line. Each step takes at least a bit, so that it ends with the input at the latest.</summary>
internal static class FaxLineReader
{
    /// <summary>A line by itself (T.4 section 4.1). What was read stays where a code is wrong.</summary>
    /// <returns>Whether it was read whole.</returns>
    public static bool ReadRuns(ref BitSource bits, FaxLine line)
    {
        line.Clear();
        var (at, black) = (0, false);
        while (at < line.Width)
        {
            if (line.IsFull || !TryReadRun(ref bits, black, line.Width - at, out var run)) return false;
            at += run;
            line.Change(at);
            black = !black;
        }

        return true;
    }

    /// <summary>A line by its difference to the one above (T.4 section 4.2, T.6 section 2.2).</summary>
    /// <returns>Whether it was read whole.</returns>
    public static bool ReadDifference(ref BitSource bits, FaxLine above, FaxLine line)
    {
        line.Clear();
        var (at, black, index) = (-1, false, 0);
        while (at < line.Width)
        {
            if (line.IsFull) return false;
            index = above.ChangeAfter(at, black, index);
            var mode = FaxMode.Read(ref bits);
            switch (mode)
            {
                case FaxMode.Pass:
                    at = above[index + 1];
                    break;
                case FaxMode.Horizontal:
                    var start = Math.Max(at, 0);
                    if (!TryReadRun(ref bits, black, line.Width - start, out var first)) return false;
                    line.Change(start + first);
                    if (!TryReadRun(ref bits, !black, line.Width - start - first, out var second)) return false;
                    at = start + first + second;
                    line.Change(at);
                    break;
                case FaxMode.Unknown:
                    return false;
                default:
                    var change = above[index] + mode;
                    if (change < Math.Max(at, 0) || change > line.Width) return false;
                    at = change;
                    line.Change(at);
                    black = !black;
                    break;
            }
        }

        return true;
    }

    private static bool TryReadRun(ref BitSource bits, bool black, int most, out int run)
    {
        run = 0;
        while (true)
        {
            var part = RunCodes.Read(ref bits, black);
            if (part == RunCodes.None || part > most - run) return false;
            run += part;
            if (part < RunCodes.MakeUp) return true;
        }
    }
}
