using System.Diagnostics;

namespace Hub.Core;

/// <summary>Judges and names the errors of work that is tried again and set aside when it keeps failing.</summary>
internal static class Fault
{
    private const int MostCauses = 4;

    /// <summary>
    /// Whether the work itself is at fault, and not the store beneath it or the host's end, after which the same work may well succeed.
    /// </summary>
    public static bool IsOfTheWork(Exception error, CancellationToken ct) => error switch
    {
        Storage.ConstraintException => true,
        Storage.StoreException => false,
        OperationCanceledException => !ct.IsCancellationRequested,
        _ => true,
    };

    /// <summary>
    /// The error as a text that may be stored and shown: the kinds of the error and its causes and the place. Never its message, which
    /// may quote what was being read.
    /// </summary>
    public static string Text(Exception error)
    {
        var kinds = new List<string>();
        var innermost = error;
        for (var cause = error; cause is not null && kinds.Count < MostCauses; cause = cause.InnerException)
        {
            kinds.Add(cause.GetType().Name);
            innermost = cause;
        }

        return $"{string.Join(" caused by ", kinds)} in {Place(innermost)}";
    }

    private static string Place(Exception error)
    {
        var frames = new StackTrace(error, fNeedFileInfo: false).GetFrames()
            .Select(DiagnosticMethodInfo.Create)
            .OfType<DiagnosticMethodInfo>()
            .ToList();
        var ours = frames.Find(frame => frame.DeclaringTypeName?.StartsWith("Hub.", StringComparison.Ordinal) == true);
        var frame = ours ?? frames.FirstOrDefault();
        return frame is null ? "an unknown place" : Written(frame.DeclaringTypeName ?? "", frame.Name);
    }

    /// <summary>The method as it stands in the source: the compiler puts the body of an async one into a nested type.</summary>
    private static string Written(string type, string method)
    {
        var nested = type.IndexOf("+<", StringComparison.Ordinal);
        if (nested < 0) return $"{type}.{method}";
        var name = (type[(nested + 1)..] + method).Split('<', '>').FirstOrDefault(part => part.Length > 0) ?? method;
        return $"{type[..nested]}.{name}";
    }
}
