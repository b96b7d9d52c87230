namespace Hub.Core.Security;

/// <summary>
/// On a text option that may hold a password among other things (a connection string): it may be a <see cref="SecretReference"/>, and
/// must be one in the configuration file when it holds a password.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SecretAllowedAttribute : Attribute;
