namespace Hub.Core.Routing.Simulation;

/// <summary>What a simulation says of waiting.</summary>
/// <param name="Mean">How long customers waited on average.</param>
/// <param name="HalfWidth">How far the true mean may be from it, with 99% confidence.</param>
/// <param name="Waited">Which part of the customers had to wait.</param>
/// <param name="Customers">How many customers were looked at.</param>
public sealed record WaitEstimate(TimeSpan Mean, TimeSpan HalfWidth, double Waited, long Customers);
