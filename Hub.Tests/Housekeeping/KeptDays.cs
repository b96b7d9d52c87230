using Hub.Core.Journal;
using Microsoft.Extensions.Options;

namespace Hub.Tests.Housekeeping;

internal sealed class KeptDays(int days) : IOptionsMonitor<JournalOptions>
{
    public JournalOptions CurrentValue { get; } = new() { KeepDays = days };

    public JournalOptions Get(string? name) => CurrentValue;

    public IDisposable? OnChange(Action<JournalOptions, string?> listener) => null;
}
