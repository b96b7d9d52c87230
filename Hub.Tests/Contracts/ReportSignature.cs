namespace Hub.Tests.Contracts;

/// <summary>How a provider's call is signed.</summary>
public enum ReportSignature
{
    Right,
    Missing,
    Empty,
    Wrong,
}
