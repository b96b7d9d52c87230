using System.Diagnostics;
using System.Globalization;

namespace Hub.Host.Bench.Smtp;

/// <summary>Postfix's own load generator, where it is installed.</summary>
internal static class SmtpSource
{
    private const string Program = "/usr/sbin/smtp-source";

    public static bool IsThere => File.Exists(Program);

    /// <summary>Mails a second that a server takes from it: 4 KB each, by so many sessions that stay open.</summary>
    public static async Task<double> MeasureAsync(int port, int sessions, int mails, CancellationToken ct)
    {
        string[] arguments =
        [
            "-d", "-s", Text(sessions), "-m", Text(mails), "-l", "4096", "-f", "customer@example.org", "-t", "support@localhost",
            $"inet:127.0.0.1:{Text(port)}",
        ];
        var began = Stopwatch.GetTimestamp();
        await RunAsync(Program, arguments, ct);
        return Math.Round(mails / Stopwatch.GetElapsedTime(began).TotalSeconds);
    }

    /// <summary>Runs a program to its end.</summary>
    /// <exception cref="InvalidOperationException">It failed; the message is its own.</exception>
    public static async Task RunAsync(string program, string[] arguments, CancellationToken ct)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        var errors = await process.StandardError.ReadToEndAsync(ct);
        await process.WaitForExitAsync(ct);
        if (process.ExitCode != 0) throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {errors}");
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
