namespace Hub.Core.Deliveries;

/// <summary>What something is sent for, which decides what may stop it.</summary>
public static class SendPurpose
{
    /// <summary>What a person writes to somebody.</summary>
    public const string Answer = "answer";

    /// <summary>What the hub or another system writes to somebody of their own affairs: a receipt, a reminder.</summary>
    public const string Notice = "notice";

    /// <summary>What goes to many.</summary>
    public const string Marketing = "marketing";
}
