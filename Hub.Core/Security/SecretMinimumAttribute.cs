namespace Hub.Core.Security;

/// <summary>The least number of characters of a secret that we choose ourselves, such as a signing key.</summary>
/// <param name="characters">The least number of characters.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SecretMinimumAttribute(int characters) : Attribute
{
    /// <summary>The least number of characters.</summary>
    public int Characters { get; } = characters;
}
