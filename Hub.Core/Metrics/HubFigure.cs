namespace Hub.Core.Metrics;

/// <summary>A number of something that has a name.</summary>
/// <param name="Name">What is counted.</param>
/// <param name="Value">How many.</param>
public sealed record HubFigure(string Name, long Value);
