using Hub.Core.Storage;

namespace Hub.Tests.Contracts;

/// <summary>One test's own, empty database of one engine.</summary>
public interface ITestDatabase : IAsyncDisposable
{
    /// <summary>Opens it; once more after the last one was disposed, as a restart does.</summary>
    Task<Store> OpenAsync(TimeProvider time, CancellationToken ct);
}
