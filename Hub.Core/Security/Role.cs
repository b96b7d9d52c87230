namespace Hub.Core.Security;

/// <summary>A named set of permissions.</summary>
/// <param name="Name">The name that agents and keys refer to.</param>
/// <param name="Permissions">What it grants.</param>
public sealed record Role(string Name, Permissions Permissions)
{
    /// <summary>The role that may do everything people do; one enabled agent always has it.</summary>
    public const string Admin = "admin";

    /// <summary>The role of a system that posts messages and reads what became of them; what API keys get unless told otherwise.</summary>
    public const string Integration = "integration";
}
