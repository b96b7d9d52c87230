namespace Hub.Host.Desk.Pages;

/// <summary>Why a sign-in was refused.</summary>
public enum SignInFault
{
    None,
    Wrong,
    TooMany,
    OutOfDate,
}
