using System.Buffers.Text;
using System.Text;
using Hub.Channels.Mail.Mime.Reading;
using Hub.Core.Html;
using Hub.Core.Quoting;

namespace Hub.Host.Bench.Mime;

/// <summary>
/// <c>bench mime</c>: mails of 10 KB a second on one core, each read, decoded and its text made as the core makes it. The limit is what the
/// framework does at the most for the same text and HTML: undo base64 in one piece and make a string of UTF-8, with nothing to find.
/// </summary>
internal static class MimeScenario
{
    private const int Kinds = 64;
    private const int WarmUp = 20_000;

    public static async Task RunAsync(BenchContext bench, CancellationToken ct)
    {
        var count = bench.Number(BenchOptions.Messages, 50_000);
        var mails = MimeMails.Make(Kinds);
        bench.Say($"{mails.Count} kinds of mail, {mails.Average(mail => mail.Mail.Length):N0} bytes on average");
        Check(mails);

        var raw = mails.Select(mail => (Encode(mail.Text), Encode(mail.Html))).ToList();
        var limit = await MeasureAsync(count, number => Decode(raw[number % Kinds]), ct);
        bench.Report(await MeasureAsync(count, number => HtmlSanitizer.Clean(mails[number % Kinds].Html), ct) with { At = "HtmlSanitizer.Clean" });
        bench.Report(await MeasureAsync(count, number => HtmlText.ToText(mails[number % Kinds].Html), ct) with { At = "HtmlText.ToText" });
        bench.Report(await MeasureAsync(count, number => Quotes.InHtml(mails[number % Kinds].Html, null), ct) with { At = "Quotes.InHtml" });
        bench.Report(await MeasureAsync(count, number => Quotes.InText(mails[number % Kinds].Text, null), ct) with { At = "Quotes.InText" });
        bench.Report(await MeasureAsync(count, number => Read(mails[number % Kinds].Mail), ct) with { At = "one core", Limit = limit.Rate });
    }

    /// <summary>What is measured must also be right.</summary>
    private static void Check(IReadOnlyList<(byte[] Mail, string Text, string Html)> mails)
    {
        foreach (var (mail, text, html) in mails)
        {
            var read = MailReader.Read(mail);
            if (read.Text?.TrimEnd() != text.TrimEnd() || read.Html?.TrimEnd() != html.TrimEnd() || read.Flags.Count > 0)
                throw new InvalidOperationException("A mail was not read as it was written.");
        }
    }

    private static void Read(byte[] mail)
    {
        var read = MailReader.Read(mail);
        var text = read.Text ?? HtmlText.ToText(read.Html ?? "");
        if (text.Length == 0) throw new InvalidOperationException("A mail was read without its text.");
    }

    private static byte[] Encode(string text) => Encoding.ASCII.GetBytes(Convert.ToBase64String(Encoding.UTF8.GetBytes(text)));

    private static void Decode((byte[] Text, byte[] Html) mail)
    {
        foreach (var part in (ReadOnlySpan<byte[]>)[mail.Text, mail.Html])
        {
            var bytes = new byte[Base64.GetMaxDecodedFromUtf8Length(part.Length)];
            Base64.DecodeFromUtf8(part, bytes, out _, out var length);
            if (Encoding.UTF8.GetString(bytes, 0, length).Length == 0) throw new InvalidOperationException("Nothing was decoded.");
        }
    }

    /// <summary>One after the other, on one thread, after the compiler has had its turn.</summary>
    private static async Task<BenchResult> MeasureAsync(int count, Action<int> operation, CancellationToken ct)
    {
        for (var number = 0; number < WarmUp; number++) operation(number);
        var result = await new Measurement(count).RunAsync("mime", senders: 1, number =>
        {
            ct.ThrowIfCancellationRequested();
            operation(number);
            return Task.CompletedTask;
        });
        return result with
        {
            Unit = "mails/s",
            // what a core does that has nothing else to do: the clock also counts what other processes took
            More = new Dictionary<string, double> { ["processor time a mail, us"] = Math.Round(result.CpuSeconds * 1e6 / count, 1) },
        };
    }
}
