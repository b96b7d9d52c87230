using System.Data.Common;
using Hub.Core.Security;

namespace Hub.Host.Configuration;

/// <summary>Whether a secret is given by reference, can be had, and is one. What it reports never holds the secret.</summary>
internal static class SecretCheck
{
    private static readonly string[] WellKnown =
        ["secret", "changeme", "password", "passw0rd", "admin", "default", "test", "example", "letmein", "omnihub", "0123456789abcdef", "1234567890"];

    private static readonly string[] PasswordKeys = ["password", "pwd", "psw", "ssl password", "sslpassword"];

    /// <summary>What is wrong and how to put it right; null when nothing is.</summary>
    public static (string Problem, string Fix)? Fault(OptionNode node, Setting setting, SecretSources sources)
    {
        var text = setting.Text ?? "";
        var isReference = SecretReference.TryParse(text, out var reference);
        if (node.Type == typeof(SecretReference))
        {
            return text.Length == 0 ? null : isReference ? LookUp(reference!, sources, node.SecretMinimum) : Plain();
        }

        if (!node.SecretAllowed)
        {
            return null;
        }

        return isReference ? LookUp(reference!, sources, 1) : !setting.FromEnvironment && HoldsPassword(text) ? Plain() : null;
    }

    /// <summary>Whether anybody would guess it: a well-known word, once or repeated, or one of few different characters.</summary>
    public static bool IsWellKnown(string secret)
    {
        var letters = string.Concat(secret.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();
        return secret.Distinct().Count() < 4 || WellKnown.Any(word => letters.Replace(word, "", StringComparison.Ordinal).Length == 0);
    }

    private static (string Problem, string Fix)? LookUp(SecretReference reference, SecretSources sources, int least)
    {
        var result = reference.TryResolve(sources);
        return result.Value switch
        {
            null => ($"refers to a secret that cannot be had: {result.Problem}", result.Fix!),
            { Length: var length } when length < least =>
                ($"refers to a secret shorter than {least} characters", "make one with: openssl rand -base64 32"),
            var secret when IsWellKnown(secret) => ("refers to a well-known default secret", "make one with: openssl rand -base64 32"),
            _ => null,
        };
    }

    private static (string Problem, string Fix) Plain() =>
        ("holds a secret itself", "put it into an environment variable or a file of mode 600 and refer to it: env:NAME or file:PATH");

    private static bool HoldsPassword(string text)
    {
        try
        {
            var parts = new DbConnectionStringBuilder { ConnectionString = text };
            return PasswordKeys.Any(parts.ContainsKey);
        }
        catch (ArgumentException)
        {
            // a rule of the options says that it cannot be read
            return false;
        }
    }
}
