using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Hub.Tests.Channels.Mail.Imap;

/// <summary>The folder of a <see cref="ScriptedImap"/>: mails by their UIDs, and what it answers to the commands that begin with UID.</summary>
public sealed partial class ScriptedFolder
{
    private readonly SortedDictionary<uint, string> _mails = [];
    private readonly Dictionary<uint, long> _lies = [];
    private readonly Dictionary<uint, string> _days = [];
    private TaskCompletionSource _changed = New();

    public uint Validity { get; set; } = 7;

    public int Count
    {
        get { lock (_mails) return _mails.Count; }
    }

    /// <summary>Completes when a mail comes or goes.</summary>
    public Task Changed => Volatile.Read(ref _changed).Task;

    /// <summary>Puts a mail in.</summary>
    /// <param name="uid">Its number.</param>
    /// <param name="mail">Its content, each character an octet.</param>
    /// <param name="says">The size that the folder tells, where that is not the mail's.</param>
    /// <param name="day">When it came.</param>
    public void Put(uint uid, string mail, long? says = null, string day = "20-Nov-2026")
    {
        lock (_mails)
        {
            _mails[uid] = mail;
            _days[uid] = day;
            if (says is { } lie) _lies[uid] = lie;
        }

        Pulse();
    }

    public string Answer(string command)
    {
        lock (_mails)
        {
            var set = SetOf().Match(command).Groups[1].Value;
            if (command.StartsWith("UID FETCH", StringComparison.Ordinal)) return string.Concat(Meant(set).Select(uid => Fetched(uid, command)));
            var goes = command.StartsWith("UID EXPUNGE", StringComparison.Ordinal) || command.StartsWith("UID MOVE", StringComparison.Ordinal);
            return goes ? string.Concat(Meant(set).ToList().Select(Expunged)) : "";
        }
    }

    private string Fetched(uint uid, string command)
    {
        var place = _mails.Keys.TakeWhile(other => other <= uid).Count();
        var mail = _mails[uid];
        return command.Contains("BODY", StringComparison.Ordinal)
            ? string.Create(CultureInfo.InvariantCulture, $"* {place} FETCH (UID {uid} BODY[] {{{Encoding.Latin1.GetByteCount(mail)}}}\r\n{mail})\r\n")
            : string.Create(CultureInfo.InvariantCulture, $"* {place} FETCH (UID {uid} RFC822.SIZE {_lies.GetValueOrDefault(uid, mail.Length)} INTERNALDATE \"{_days[uid]} 10:00:00 +0800\")\r\n");
    }

    private string Expunged(uint uid)
    {
        var place = _mails.Keys.TakeWhile(other => other <= uid).Count();
        _mails.Remove(uid);
        return string.Create(CultureInfo.InvariantCulture, $"* {place} EXPUNGE\r\n");
    }

    private IEnumerable<uint> Meant(string set) => _mails.Keys.Where(uid => set.Split(',').Any(range => IsIn(range, uid)));

    private static bool IsIn(string range, uint uid)
    {
        var ends = range.Split(':');
        var first = uint.Parse(ends[0], CultureInfo.InvariantCulture);
        return uid >= first && (ends[^1] == "*" || uid <= uint.Parse(ends[^1], CultureInfo.InvariantCulture));
    }

    private void Pulse() => Interlocked.Exchange(ref _changed, New()).TrySetResult();

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    [GeneratedRegex("^UID [A-Z]+ ([0-9,:*]+)")]
    private static partial Regex SetOf();
}
