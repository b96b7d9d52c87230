using Microsoft.Extensions.DependencyInjection;

namespace Hub.Tests.Hosting;

/// <summary>How a test wants its in-process host; what is left out is as out of the box.</summary>
public sealed record HubSetup
{
    /// <summary>The host's clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Settings over the shipped configuration: <c>OMNIHUB__Section__Key</c>.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>Registers other parts in place of the usual ones.</summary>
    public Action<IServiceCollection>? Services { get; init; }
}
