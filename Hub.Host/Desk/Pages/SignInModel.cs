namespace Hub.Host.Desk.Pages;

/// <summary>The sign-in page.</summary>
/// <param name="To">The page that follows.</param>
public sealed record SignInModel(string To)
{
    /// <summary>The name that was tried.</summary>
    public string? User { get; init; }

    public SignInFault Fault { get; init; }

    /// <summary>How long to wait where it was tried too often.</summary>
    public int Seconds { get; init; }
}
