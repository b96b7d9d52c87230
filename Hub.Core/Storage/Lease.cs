namespace Hub.Core.Storage;

/// <summary>
/// The right to do work that must run once. The epoch grows with every change of owner and fences what the former owner still tries.
/// </summary>
/// <param name="Name">What the lease is for, such as <c>reader:router</c>.</param>
/// <param name="Epoch">Counts the owners.</param>
public sealed record Lease(string Name, long Epoch);
